// Hostile input of every kind, one after the other, in a process that has little memory; test/hostile/memory.test.ts
// starts it. Prints the name of each kind it has survived.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as products from '../../../generated/resources/products.js';
import { readClaims } from '../../../src/auth/jwt.js';
import { readCredentials } from '../../../src/cli/credentials.js';
import { parse } from '../../../src/cli/parse.js';
import { encodeQuery } from '../../../src/encode-query.js';
import { readErrorBody } from '../../../src/errors/body.js';
import { retryAfterMs } from '../../../src/http/retry-after.js';
import { createServerTime } from '../../../src/http/server-time.js';
import { createClient, integrationBearer } from '../../../src/index.js';
import { parseCriteria } from '../../../src/search/parse-criteria.js';
import { createFakeClock } from '../../support/fake-clock.js';

const MEGABYTE = 1024 * 1024;
const long = 'x\u001b%'.repeat(MEGABYTE / 3);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const endless = () =>
  new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(97)),
  });

function get(answer: () => Response, sku = 'A') {
  const client = createClient({
    baseUrl: 'https://shop.example',
    auth: integrationBearer({ token: 'abcdef0123456789' }),
    fetch: async () => answer(),
    retry: { throttled: 0, soft: 0 },
    maxBodyBytes: 4 * MEGABYTE,
  });
  return products.get(client, { sku });
}

const folder = mkdtempSync(join(tmpdir(), 'magekit-heap-'));
const headers = new Headers({ 'retry-after': '9'.repeat(65_536), date: long.replace(/\W/g, '') });

const kinds: Readonly<Record<string, () => unknown>> = {
  path: () => get(() => Response.json({}), long),
  query: () => encodeQuery({ deep: nested(20_000), long }),
  criteria: () => parseCriteria(`?searchCriteria${'[a]'.repeat(100_000)}=1&${long}`),
  'answer without end': () => get(() => new Response(endless())),
  'error without end': () => get(() => new Response(endless(), { status: 500 })),
  'error of many errors': () =>
    readErrorBody(`{"message":"m","errors":[${Array(60_000).fill('{"message":"n"}').join()}]}`),
  'error nested deeply': () => readErrorBody('{"errors":['.repeat(50_000)),
  'error that fills itself': () =>
    readErrorBody(JSON.stringify({ message: '%1'.repeat(200_000), parameters: [long] })),
  'error page': () => readErrorBody('<title>'.repeat(MEGABYTE / 7)),
  'retry-after': () => retryAfterMs(headers, 0),
  date: () => createServerTime(createFakeClock()).learn(headers),
  token: () => readClaims(`a.${btoa(JSON.stringify({ exp: 1e308, x: 'y'.repeat(MEGABYTE) }))}.b`),
  'command line': () => parse(Array(200).fill(`--sku=${'x'.repeat(65_536)}`), {}),
  environment: () => {
    writeFileSync(join(folder, 'x.env'), `A='${long}\n`.repeat(3));
    return readCredentials({ env: {}, folder }, 'x.env');
  },
};

for (const [kind, run] of Object.entries(kinds)) {
  for (let round = 0; round < 8; round += 1) {
    try {
      await run();
    } catch {
      // Which error it is, the other tests ask.
    }
  }
  console.log(kind);
}
rmSync(folder, { recursive: true });
