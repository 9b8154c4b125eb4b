import { describe, expect, it } from 'vitest';
import { parse } from '../../src/cli/parse.js';
import { UsageError } from '../../src/cli/usage-error.js';

const SPECS = {
  format: { type: 'string', takes: 'name', about: '' },
  where: { type: 'string', multiple: true, about: '' },
  resume: { type: 'boolean', about: '' },
  quiet: { type: 'boolean', short: 'q', about: '' },
} as const;

function refusal(...argv: string[]): string {
  try {
    parse(argv, SPECS);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.hint ?? ''}`;
    throw error;
  }
  return 'nothing';
}

describe('a command line', () => {
  it('may have options and words in any order', () => {
    const parsed = parse(
      ['a', '--where', 'x=1', '-q', 'b', '--where=y=2', '--format', 'csv'],
      SPECS,
    );
    expect(parsed).toEqual({
      values: { where: ['x=1', 'y=2'], quiet: true, format: 'csv' },
      positionals: ['a', 'b'],
    });
  });

  it('has no options behind --', () => {
    expect(parse(['--', '--format'], SPECS)).toEqual({ values: {}, positionals: ['--format'] });
  });

  it.each([
    [['--fromat', 'csv'], /no option --fromat\..*Did you mean --format\?/],
    [['--__proto__', 'csv'], /no option --__proto__/],
    [['--admin-password', 'x'], /others on this machine can read.*magekit help credentials/],
    [['--format'], /--format needs a value\. Write --format <name>/],
    [['--format', '--resume'], /--resume looks like another option.*--format=--resume/],
    [['--resume=yes'], /--resume takes no value/],
    [['--format', 'a', '--format', 'b'], /--format is there twice/],
  ])('is refused with what to write instead: %j', (argv, sentence) => {
    expect(refusal(...argv)).toMatch(sentence);
  });

  it('shows no value that may be a secret', () => {
    expect(refusal('--admin-password', 'hunter2')).not.toContain('hunter2');
    expect(refusal('--admin-password=hunter2')).not.toContain('hunter2');
  });
});
