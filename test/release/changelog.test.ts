import { describe, expect, it } from 'vitest';

type Changelog = {
  unreleased(text: string): string;
  released(text: string, version: string, day: string): string;
  nextVersion(version: string, step: string): string;
};
// A script without declarations: named in a variable, so that the compiler does not ask for them.
const file = '../../scripts/release/changelog.mjs';
const { unreleased, released, nextVersion }: Changelog = await import(file);

const text =
  '# Changelog\n\n## [Unreleased]\n\n- One.\n- Two.\n\n## [0.1.0] - 2026-11-21\n\n- Old.\n';

describe('a release', () => {
  it('takes what is noted under Unreleased, and nothing older', () => {
    expect(unreleased(text)).toBe('- One.\n- Two.');
    const after = released(text, '0.2.0', '2026-12-01');
    expect(unreleased(after)).toBe('');
    expect(after).toContain(
      '## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n- One.\n- Two.\n\n## [0.1.0]',
    );
  });

  it('is refused when nothing is noted', () => {
    expect(() => released(released(text, '0.2.0', 'today'), '0.3.0', 'tomorrow')).toThrow(
      'says nothing of this release',
    );
  });

  it('counts on from the version before', () => {
    expect(nextVersion('0.1.7', 'minor')).toBe('0.2.0');
    expect(nextVersion('1.2.3', 'major')).toBe('2.0.0');
    expect(nextVersion('1.2.3', 'patch')).toBe('1.2.4');
    expect(() => nextVersion('1.2.3', 'publsh')).toThrow('name major, minor or patch');
  });
});
