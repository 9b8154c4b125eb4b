// Makes a release: the next version in package.json and the changelog, a tarball and the list of what is in it.
//
//   npm run release -- minor            writes version and changelog, to be committed and tagged
//   npm run release -- publish          publishes what is committed, with provenance; for CI
//   npm run release -- --dry-run        shows what both would do, and leaves everything as it is
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './package/run.mjs';
import { checkContents, pack } from './package/tarball.mjs';
import { nextVersion, released, unreleased } from './release/changelog.mjs';
import { obstacles } from './release/ready.mjs';
import { makeSbom } from './release/sbom.mjs';

const FOLDER = '.cache/release';
const dryRun = process.argv.includes('--dry-run');
const [step = 'minor'] = process.argv.slice(2).filter((word) => word !== '--dry-run');
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Writes the tarball and its list of contents. */
function prepare() {
  mkdirSync(FOLDER, { recursive: true });
  run('npm', ['run', 'build', '--silent']);
  const packed = pack(FOLDER);
  checkContents(packed.files);
  const sbom = join(FOLDER, 'sbom.json');
  writeFileSync(sbom, makeSbom().text);
  const hash = createHash('sha256').update(readFileSync(packed.tarball)).digest('hex');
  console.log(
    `${packed.tarball}: ${packed.bytes} bytes, ${packed.files.length} files, sha256 ${hash}`,
  );
  console.log(`${sbom}: what users get with it`);
  return packed.tarball;
}

function bump() {
  const next = nextVersion(version, step);
  const text = released(changelog, next, new Date().toISOString().slice(0, 10));
  const entries = unreleased(changelog).match(/^- /gm)?.length ?? 0;
  console.log(`${version} → ${next}, with ${entries} entries of the changelog`);
  if (dryRun) return;
  run('npm', ['version', next, '--no-git-tag-version']);
  writeFileSync('CHANGELOG.md', text);
  console.log(`Commit, tag v${next}, and let CI run: npm run release -- publish`);
}

function publish() {
  const against = obstacles();
  for (const sentence of against)
    console.log(`${dryRun ? 'would refuse' : 'refused'}: ${sentence}`);
  const tarball = prepare();
  const args = [
    'publish',
    `./${tarball}`,
    '--access',
    'public',
    '--provenance',
    '--ignore-scripts',
  ];
  console.log(`npm ${args.join(' ')}`);
  if (dryRun) run('npm', [...args, '--dry-run']);
  else if (against.length > 0) process.exitCode = 1;
  else run('npm', args, { stdio: 'inherit' });
}

if (dryRun || step !== 'publish') bump();
if (dryRun || step === 'publish') publish();
