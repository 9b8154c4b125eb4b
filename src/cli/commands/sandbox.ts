import { once } from 'node:events';
import type { SandboxCredentials, SandboxOptions } from '../../sandbox/index.js';
import { type Command, defineCommand } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { Values } from '../options.js';
import { createReport } from '../output/report.js';
import { wholeNumber } from '../whole-number.js';

const OPTIONS = {
  port: { type: 'string', takes: 'n', about: 'Default: any free one.' },
  products: { type: 'string', takes: 'n', about: 'Simple products, at least 10. Default 200.' },
  seed: { type: 'string', takes: 'n', about: 'Same seed, same data, ids and tokens. Default 1.' },
  json: { type: 'boolean', about: 'Address and credentials as JSON in one line.' },
} as const;

function optionsOf(values: Values<typeof OPTIONS>): SandboxOptions & { readonly port?: number } {
  const port = wholeNumber('port', values.port, 0);
  const products = wholeNumber('products', values.products, 10);
  const seed = wholeNumber('seed', values.seed, 0);
  return {
    ...(port !== undefined && { port }),
    ...(products !== undefined && { products }),
    ...(seed !== undefined && { seed }),
  };
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
    const running = await startSandbox(optionsOf(values));
    const report = createReport(io, values);
    const { url, credentials } = running;
    report.result({ url, credentials }, () => envLines(url, credentials));
    report.note('The sandbox is running. Ctrl-C stops it.');
    await untilStopped(io);
    await running.close();
    return EXIT.ok;
  },
});
