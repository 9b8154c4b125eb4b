/**
 * The whole example on this machine: a sandbox store, three workers and the producer. Needs a Redis.
 *
 *   REDIS_URL=redis://127.0.0.1:6379 npx tsx examples/bullmq-export/main.ts
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../src/sandbox/index.js';

const sandbox = await startSandbox({ products: 1000, integrationAsBearer: true });
const env = {
  ...process.env,
  MAGENTO_BASE_URL: sandbox.url,
  MAGENTO_INTEGRATION_TOKEN: sandbox.credentials.integration.accessToken,
};

const start = (name: string) =>
  spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(name, import.meta.url))], {
    env,
    stdio: 'inherit',
  });

const workers = [1, 2, 3].map(() => start('./worker.ts'));
await once(start('./produce.ts'), 'exit');
for (const worker of workers) worker.kill('SIGTERM');
await sandbox.close();
