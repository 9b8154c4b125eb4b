import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Io } from './io.js';
import { whyUnreadable } from './read-json.js';
import { UsageError } from './usage-error.js';

/** The settings of a run, and where they come from. */
export interface Settings {
  readonly env: Io['env'];
  /** For people, such as `the environment`. */
  readonly from: string;
}

const DEFAULT_FILE = '.env';
/** Says nothing about who calls whom. */
const HARMLESS = 'MAGENTO_STORE';

async function readSettings(path: string): Promise<Io['env']> {
  return parseEnv(await readFile(path, 'utf8'));
}

const isSet = (env: Io['env']) =>
  Object.keys(env).some((name) => name.startsWith('MAGENTO_') && name !== HARMLESS && env[name]);

/**
 * Reads the settings: those of the environment; else those of `.env` in this folder. Both are never mixed
 * unless a file is named: a `.env` that somebody else has written must not get credentials of the
 * environment sent to an address of its choice.
 * @param file named on the command line; the environment wins over what is in it
 * @throws UsageError when that file cannot be read
 */
export async function readCredentials(
  { env, folder }: Pick<Io, 'env' | 'folder'>,
  file?: string,
): Promise<Settings> {
  if (file !== undefined) {
    try {
      const named = await readSettings(resolve(folder, file));
      return { env: { ...named, ...env }, from: file };
    } catch (error) {
      throw new UsageError(`The file "${file}" cannot be read: ${whyUnreadable(error)}.`);
    }
  }
  if (isSet(env)) return { env, from: 'the environment' };
  try {
    const found = await readSettings(resolve(folder, DEFAULT_FILE));
    return { env: { ...found, ...env }, from: DEFAULT_FILE };
  } catch {
    return { env, from: 'the environment' };
  }
}

/** What `magekit help credentials` prints. */
export const ABOUT_CREDENTIALS = `The store and the credentials come from the environment; where it names none, from the file .env in
this folder; or from the file that --env-file names, over which the environment wins. There are no
options for them, as everybody on a machine can read the command lines of its programs.

  MAGENTO_BASE_URL              Address of the shop. --base-url wins.
  MAGENTO_STORE                 Code of a store view, or all. --store wins.

and one of these ways, the first that is there; none of them is a guest:

  MAGENTO_CONSUMER_KEY, MAGENTO_CONSUMER_SECRET,
  MAGENTO_ACCESS_TOKEN, MAGENTO_ACCESS_TOKEN_SECRET
                                An integration, signed (OAuth 1.0a).
  MAGENTO_IMS_CLIENT_ID, MAGENTO_IMS_CLIENT_SECRET
                                Adobe Commerce as a Cloud Service.
  MAGENTO_INTEGRATION_TOKEN     An integration's access token as Bearer.
  MAGENTO_ADMIN_TOKEN           An administrator's token.
  MAGENTO_ADMIN_USERNAME, MAGENTO_ADMIN_PASSWORD
                                A login; MAGENTO_ADMIN_TOTP_SECRET for Google Authenticator.
  MAGENTO_CUSTOMER_TOKEN        A customer's token.
  MAGENTO_CUSTOMER_EMAIL, MAGENTO_CUSTOMER_PASSWORD
                                A customer's login.
`;
