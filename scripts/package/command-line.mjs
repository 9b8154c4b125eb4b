// Runs the installed program as users do, against a sandbox that is another one of its commands.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { run } from './run.mjs';

const expect = (found, wanted, what) => {
  if (!found.includes(wanted)) throw new Error(`${what}: ${found || 'nothing'}`);
};

/** What the sandbox of the package prints first, and what ends it. */
async function startSandbox(project) {
  const program = join(project, 'node_modules/magekit/dist/cli.js');
  const child = spawn(process.execPath, [program, 'sandbox', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...JSON.parse(line), stop: () => child.kill('SIGINT') };
  }
  throw new Error('the sandbox has ended');
}

/** Fails with what the program printed. */
export async function checkCommandLine(project) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const magekit = (args, env = {}) =>
    run('npx', ['--no', '--', 'magekit', ...args], {
      cwd: project,
      env: { ...process.env, ...env },
    });
  expect(magekit(['--version']), version, 'magekit --version');
  expect(magekit(['help', 'generate']), '--out', 'magekit help generate');
  expect(magekit(['__complete', 'call', 'products.g']), 'products.get', 'magekit __complete');
  const { url, credentials, stop } = await startSandbox(project);
  try {
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = credentials.integration;
    const env = {
      MAGENTO_BASE_URL: url,
      MAGENTO_CONSUMER_KEY: consumerKey,
      MAGENTO_CONSUMER_SECRET: consumerSecret,
      MAGENTO_ACCESS_TOKEN: accessToken,
      MAGENTO_ACCESS_TOKEN_SECRET: accessTokenSecret,
    };
    expect(magekit(['doctor'], env), 'The connection works', 'magekit doctor');
    expect(magekit(['get', 'products', '--sku', '24-MB01'], env), '24-MB01', 'magekit get');
    const columns = ['--fields', 'sku', '--out', 'products.csv'];
    expect(magekit(['export', 'products', ...columns], env), 'items in', 'magekit export');
    expect(readFileSync(join(project, 'products.csv'), 'utf8'), '24-MB01', 'products.csv');
  } finally {
    stop();
  }
}
