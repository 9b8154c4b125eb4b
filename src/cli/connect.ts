import type { Magento } from '../index.js';
import { readCredentials } from './credentials.js';
import type { Io } from './io.js';
import type { Values } from './options.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

/** Options of every command that talks to a store. */
export const CONNECTION = {
  'base-url': {
    type: 'string',
    takes: 'url',
    about: 'Address of the shop. Default: MAGENTO_BASE_URL.',
  },
  store: {
    type: 'string',
    takes: 'code',
    about: 'Store view, or all. Default: MAGENTO_STORE, else what suits the call.',
  },
  'env-file': {
    type: 'string',
    takes: 'file',
    about: 'Where the credentials are. Default: the environment, else .env.',
  },
  target: {
    type: 'string',
    takes: 'n',
    about: 'Requests at once, at most. Default 10.',
  },
  'allow-insecure-http': {
    type: 'boolean',
    about: 'Send credentials over http to a host that is not this machine.',
  },
} as const;

/** A connection, and where its settings come from. */
export interface Connection {
  readonly magento: Magento;
  readonly from: string;
}

/**
 * Connects to the store of the settings. Nothing is sent yet.
 * @throws ConfigError when no store is named, or credentials are incomplete
 */
export async function connect(values: Values<typeof CONNECTION>, io: Io): Promise<Connection> {
  const target = wholeNumber('target', values.target);
  const { env, from } = await readCredentials(io, values['env-file']);
  const baseUrl = values['base-url'] ?? env.MAGENTO_BASE_URL;
  if (!baseUrl) {
    throw new UsageError(
      'No store is named.',
      'Set MAGENTO_BASE_URL in the environment or in .env, or add --base-url https://shop.example.com.',
    );
  }
  const { createMagento, fromEnv } = await import('../index.js');
  const magento = createMagento({
    ...fromEnv({ ...env, MAGENTO_BASE_URL: baseUrl }),
    ...(values.store !== undefined && { store: values.store }),
    ...(target !== undefined && { budget: { target } }),
    ...(values['allow-insecure-http'] && { allowInsecureHttp: true }),
  });
  return { magento, from };
}
