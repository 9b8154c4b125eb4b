import { once } from 'node:events';
import type { MagentoVersion, SandboxCredentials, SandboxOptions } from '../../sandbox/index.js';
import { type Command, defineCommand } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { Values } from '../options.js';
import { createReport } from '../output/report.js';
import { UsageError } from '../usage-error.js';
import { wholeNumber } from '../whole-number.js';

const VERSIONS = [
  '2.4.4',
  '2.4.5',
  '2.4.6',
  '2.4.7',
  '2.4.8',
  '2.4.9',
] as const satisfies readonly MagentoVersion[];

const OPTIONS = {
  port: { type: 'string', takes: 'n', about: 'Default: any free one.' },
  version: { type: 'string', values: VERSIONS, about: 'Which Magento it is like. Default 2.4.6.' },
  products: { type: 'string', takes: 'n', about: 'Simple products, at least 10. Default 200.' },
  latency: { type: 'string', takes: 'ms', about: 'How long each answer takes. Default 0.' },
  capacity: {
    type: 'string',
    takes: 'n',
    about:
      'Requests at once; the others get 503. They need a latency to meet. Default: any number.',
  },
  seed: { type: 'string', takes: 'n', about: 'Same seed, same data, ids and tokens. Default 1.' },
  json: { type: 'boolean', about: 'Address and credentials as JSON in one line.' },
} as const;

function versionOf(text: string | undefined): MagentoVersion | undefined {
  const version = VERSIONS.find((one) => one === text);
  if (version || text === undefined) return version;
  throw new UsageError(`--version takes ${VERSIONS.join(', ')}, not "${text}".`);
}

function optionsOf(values: Values<typeof OPTIONS>): SandboxOptions & { readonly port?: number } {
  const version = versionOf(values.version);
  const port = wholeNumber('port', values.port, 0);
  const products = wholeNumber('products', values.products, 10);
  const latency = wholeNumber('latency', values.latency, 0);
  const concurrent = wholeNumber('capacity', values.capacity);
  const seed = wholeNumber('seed', values.seed, 0);
  return {
    ...(version !== undefined && { version }),
    ...(port !== undefined && { port }),
    ...(products !== undefined && { products }),
    ...(latency !== undefined && { latency }),
    ...(concurrent !== undefined && { capacity: { concurrent } }),
    ...(seed !== undefined && { seed }),
  };
}

/** A port that is taken, or may not be. */
function refused(error: unknown, port: string | undefined): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EACCES' ? 'may not be taken' : 'is taken by another program';
  return new UsageError(`Port ${port} ${why}.`, 'Take another one, or leave --port out.');
}

/** As a .env file, so that it can be one. */
function envLines(url: string, { integration, admin, customer }: SandboxCredentials): string {
  return [
    '# A sandbox of this machine. Nothing in it is secret.',
    `MAGENTO_BASE_URL=${url}`,
    `MAGENTO_CONSUMER_KEY=${integration.consumerKey}`,
    `MAGENTO_CONSUMER_SECRET=${integration.consumerSecret}`,
    `MAGENTO_ACCESS_TOKEN=${integration.accessToken}`,
    `MAGENTO_ACCESS_TOKEN_SECRET=${integration.accessTokenSecret}`,
    '# Instead of the integration, an administrator or a customer:',
    `# MAGENTO_ADMIN_USERNAME=${admin.username}`,
    `# MAGENTO_ADMIN_PASSWORD=${admin.password}`,
    `# MAGENTO_CUSTOMER_EMAIL=${customer.email}`,
    `# MAGENTO_CUSTOMER_PASSWORD=${customer.password}`,
  ].join('\n');
}

async function untilStopped({ signal }: Io): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** `magekit sandbox --port 8080` */
export const sandbox: Command = defineCommand({
  usage: ['[options]'],
  about:
    'Runs a store in the memory of this machine until Ctrl-C, and prints its address and credentials as the\nlines of a .env file.',
  options: OPTIONS,
  examples: ['magekit sandbox --port 8080 > .env', 'magekit sandbox --products 5000 --seed 7'],
  async run({ values }, io) {
    const { startSandbox } = await import('../../sandbox/index.js');
    const running = await startSandbox(optionsOf(values)).catch((error: unknown) => {
      throw refused(error, values.port);
    });
    const report = createReport(io, values);
    const { url, credentials } = running;
    report.result({ url, credentials }, () => envLines(url, credentials));
    report.note('The sandbox is running. Ctrl-C stops it.');
    await untilStopped(io);
    await running.close();
    return EXIT.ok;
  },
});
