// The changelog (keepachangelog.com): what is noted under "Unreleased" becomes the next version.

const HEAD = '## [Unreleased]';

/** @returns {string} what is noted under "Unreleased"; empty when nothing is */
export function unreleased(text) {
  const start = text.indexOf(HEAD);
  if (start < 0) throw new Error(`CHANGELOG.md has no "${HEAD}"`);
  const from = start + HEAD.length;
  const next = text.indexOf('\n## [', from);
  return text.slice(from, next < 0 ? undefined : next).trim();
}

/** Gives the notes a version and a day, and leaves an empty "Unreleased" above them. */
export function released(text, version, day) {
  if (unreleased(text) === '') throw new Error('CHANGELOG.md says nothing of this release');
  return text.replace(HEAD, `${HEAD}\n\n## [${version}] - ${day}`);
}

const STEPS = { major: 0, minor: 1, patch: 2 };

/** The version after this one; before 1.0 a change that breaks is `minor`. */
export function nextVersion(version, step) {
  const at = STEPS[step];
  const parts = version.split('.').map(Number);
  if (at === undefined || parts.length !== 3 || parts.some(Number.isNaN)) {
    throw new Error(
      `${step} of ${version}: name major, minor or patch, of a version such as 1.2.3`,
    );
  }
  return parts.map((part, index) => (index < at ? part : index === at ? part + 1 : 0)).join('.');
}
