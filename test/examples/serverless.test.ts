import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { skipRedis, startRedisServer } from '../support/redis-server.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test.skipIf(skipRedis)(
  'functions share their permits and leave none behind',
  async () => {
    const server = await startRedisServer();
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('MAGENTO_')),
    );
    try {
      const { stdout } = await run(
        process.execPath,
        ['--import', 'tsx', 'examples/serverless.ts'],
        {
          cwd: root,
          env: { ...env, REDIS_URL: server.url },
        },
      );
      expect(stdout.match(/24-MB01 is .+/g)).toHaveLength(6);
      expect(stdout).toMatch(/At most 2 of 2 requests at once/);
      const redis = new Redis(server.port);
      expect(await redis.keys('*:leases')).toEqual([]);
      redis.disconnect();
      expect(stdout).toMatch(/0 in flight, nobody waits\. In all processes together \d in flight/);
    } finally {
      await server.stop();
    }
  },
  60_000,
);
