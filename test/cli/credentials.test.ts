import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/cli/credentials.js';
import { temporaryFolder } from '../exports/support/folder.js';

async function folderWith(text: string, name = '.env'): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), text);
  return folder;
}

const FILE = 'MAGENTO_BASE_URL=https://file.example\nMAGENTO_ADMIN_TOKEN="from file"\n';

describe('settings', () => {
  it('come from .env where the environment names no store and no credentials', async () => {
    const folder = await folderWith(FILE);
    const { env, from } = await readCredentials({ env: { MAGENTO_STORE: 'de' }, folder });
    expect(from).toBe('.env');
    expect(env).toMatchObject({ MAGENTO_ADMIN_TOKEN: 'from file', MAGENTO_STORE: 'de' });
  });

  it('never mix an address of a .env with credentials of the environment', async () => {
    const folder = await folderWith('MAGENTO_BASE_URL=https://elsewhere.example\n');
    const { env, from } = await readCredentials({ env: { MAGENTO_ADMIN_TOKEN: 'mine' }, folder });
    expect(from).toBe('the environment');
    expect(env).toEqual({ MAGENTO_ADMIN_TOKEN: 'mine' });
  });

  it('come from a file that is named, over which the environment wins', async () => {
    const folder = await folderWith(FILE, 'live.env');
    const given = { env: { MAGENTO_ADMIN_TOKEN: 'mine' }, folder };
    const { env, from } = await readCredentials(given, 'live.env');
    expect(from).toBe('live.env');
    expect(env).toMatchObject({
      MAGENTO_BASE_URL: 'https://file.example',
      MAGENTO_ADMIN_TOKEN: 'mine',
    });
  });

  it('say when a file that is named is not there', async () => {
    const folder = await temporaryFolder();
    await expect(readCredentials({ env: {}, folder }, 'no.env')).rejects.toThrow(
      'The file "no.env" cannot be read: there is none.',
    );
  });

  it('need no file', async () => {
    const folder = await temporaryFolder();
    expect(await readCredentials({ env: {}, folder })).toEqual({
      env: {},
      from: 'the environment',
    });
  });
});
