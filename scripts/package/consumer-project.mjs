// The package as users get it: built, packed, and installed into an empty project in a temporary folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from './consumer.mjs';
import { run } from './run.mjs';
import { pack } from './tarball.mjs';

/**
 * Hands over the folder of the project, and removes it afterwards.
 *
 * @param {(project: string) => Promise<void>} use
 */
export async function withConsumer(use) {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-consumer-'));
  const project = join(folder, 'project');
  try {
    run('npm', ['run', 'built', '--silent']);
    install(project, pack(folder).tarball);
    await use(project);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
