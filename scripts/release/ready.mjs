// What must hold before anything is published.
import { readFileSync } from 'node:fs';
import { run } from '../package/run.mjs';

/** Whether a provider is here that can vouch for where a build ran. */
const hasIdentity = () =>
  Boolean(process.env.ACTIONS_ID_TOKEN_REQUEST_URL || process.env.SIGSTORE_ID_TOKEN);

/** @returns {string[]} what stands against publishing, as sentences */
export function obstacles() {
  const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
  const list = [];
  if (run('git', ['status', '--porcelain']).trim() !== '') {
    list.push('The working tree has changes: commit them.');
  }
  if (run('git', ['branch', '--show-current']).trim() !== 'main') {
    list.push('This is not the branch main.');
  }
  if (!repository) {
    list.push('package.json names no repository, and a provenance statement must match it.');
  }
  if (!hasIdentity()) {
    list.push('Provenance needs a CI that hands out identity tokens (id-token: write).');
  }
  return list;
}
