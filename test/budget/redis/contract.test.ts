import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { type RedisServer, skipRedis, startRedisServer } from '../../support/redis-server.js';
import { describeBudget } from '../support/contract.js';
import { settlePromises } from '../support/set-up.js';
import { createOpener, places } from './support/places.js';

let server: RedisServer;
const opener = createOpener(() => server);
beforeAll(async () => {
  if (!skipRedis) server = await startRedisServer();
});
afterEach(opener.close);
afterAll(() => server?.stop());

describe.skipIf(skipRedis).each(Object.keys(places))('over %s', (kind) => {
  describeBudget('a Redis budget', async (options) => {
    const place = await opener.place(kind);
    const key = crypto.randomUUID();
    const budget = await opener.open({ ...options, key, pollMs: 20 }, place);
    return {
      budget,
      now: Date.now,
      // The time that counts is Redis's, and nobody can turn it.
      pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      async quiet() {
        for (let trips = 0; trips < 3; trips += 1) {
          await settlePromises();
          await budget.flush();
          await place.answered();
        }
      },
    };
  });
});
