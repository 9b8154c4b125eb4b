import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PEERS = [
  'magento-api-rest',
  'magento2-rest-client',
  'magento-client',
  '@adobe/aio-commerce-lib-api',
  'ky',
  'axios',
];

/** Where the peers are, and which versions npm has chosen for this Node. */
export interface Installed {
  readonly folder: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Installs the newest versions of all peers into a temporary folder. */
export function installPeers(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-peers-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...PEERS];
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const versionOf = (name: string): string =>
    JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  return { folder, versions: Object.fromEntries(PEERS.map((name) => [name, versionOf(name)])) };
}
