import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox, type RunningSandbox, startSandbox } from '../../../src/sandbox/index.js';
import { adminToken, ask } from '../ask.js';

const path = '/V1/store/websites';
let running: RunningSandbox | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const create = (code: string) => ({ group: { code, tax_class_id: 3 } });

describe('faults', () => {
  it('happen to the requests they are about, as often as they say', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    sandbox.configure({
      faults: [
        { kind: 'maintenance', next: 1, path: '/rest/V1/store' },
        { kind: 'internalError', next: 1, method: 'POST' },
      ],
    });
    const statuses = [];
    for (let n = 0; n < 2; n++) {
      statuses.push((await ask(sandbox, 'GET', path, undefined, token)).status);
      statuses.push(
        (await ask(sandbox, 'POST', '/V1/customerGroups', create(`G${n}`), token)).status,
      );
    }
    expect(statuses).toEqual([503, 500, 200, 200]);
    expect(sandbox.requests.map(({ fault }) => fault)).toEqual([
      undefined,
      'maintenance',
      'internalError',
      undefined,
      undefined,
    ]);
  });

  it('come by chance, the same for the same seed', async () => {
    const outcomes = async (seed: number) => {
      const sandbox = createSandbox({
        seed,
        products: 10,
        faults: [{ kind: 'badGateway', rate: 0.5 }],
      });
      const all = [];
      for (let n = 0; n < 20; n++)
        all.push((await ask(sandbox, 'GET', '/V1/directory/currency')).status);
      return all;
    };
    expect(await outcomes(1)).toEqual(await outcomes(1));
    expect(await outcomes(1)).not.toEqual(await outcomes(2));
    expect(new Set(await outcomes(1))).toEqual(new Set([200, 502]));
  });

  it.each([
    ['htmlPage', 200],
    ['firewall', 403],
    ['databaseDown', 500],
    ['badGateway', 502],
    ['maintenance', 503],
  ] as const)('%s is a page with %i and no Retry-After', async (kind, status) => {
    const sandbox = createSandbox({ products: 10, faults: [{ kind }] });
    const answer = await ask(sandbox, 'GET', path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(/^<(!doctype )?html/i);
    expect(answer.headers.get('retry-after')).toBeNull();
  });

  it('lose the answer of a request that was carried out, or the request', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const send = (code: string) => ask(sandbox, 'POST', '/V1/customerGroups', create(code), token);
    sandbox.configure({ faults: [{ kind: 'reset', next: 1 }] });
    await expect(send('Done')).rejects.toThrow('fetch failed');
    sandbox.configure({ faults: [{ kind: 'reset', next: 1, loses: 'request' }] });
    await expect(send('Lost')).rejects.toThrow('fetch failed');
    const list = await ask(
      sandbox,
      'GET',
      '/V1/customerGroups/search?searchCriteria=',
      undefined,
      token,
    );
    const codes = list.body.items.map(({ code }: { code: string }) => code);
    expect(codes).toContain('Done');
    expect(codes).not.toContain('Lost');
    expect(sandbox.requests.map(({ status }) => status)).toEqual([200, 200, 0, 200]);
  });

  it.each(['over a socket', 'without one'])('reset and cut %s', async (how) => {
    running = how === 'over a socket' ? await startSandbox({ products: 10 }) : undefined;
    const sandbox = running ?? createSandbox({ products: 10 });
    const get = () =>
      (running === undefined ? sandbox.fetch : fetch)(`${sandbox.url}/rest/V1/directory/countries`);
    sandbox.configure({ faults: [{ kind: 'reset' }] });
    await expect(get()).rejects.toThrow('fetch failed');
    sandbox.configure({ faults: [{ kind: 'cutBody' }] });
    const cut = await get();
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow();
    sandbox.configure({ faults: [{ kind: 'slowBody', ms: 5 }] });
    expect(await (await get()).json()).toHaveLength(21);
  });
});

describe('capacity', () => {
  it.each([
    [{ concurrent: 2 }, 503, null],
    [{ concurrent: 2, status: 429, retryAfter: 7 }, 429, '7'],
  ] as const)('%o refuses those beyond', async (capacity, status, retryAfter) => {
    const sandbox = createSandbox({ products: 10, capacity, latency: 5 });
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => ask(sandbox, 'GET', '/V1/directory/currency')),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, status, status]);
    const refused = answers.find((answer) => answer.status === status);
    expect(refused?.headers.get('retry-after')).toBe(retryAfter);
    expect((await ask(sandbox, 'GET', '/V1/directory/currency')).status).toBe(200);
  });
});

describe('a clock that is wrong', () => {
  it('dates answers and ends tokens', async () => {
    const clock = { now: () => Date.UTC(2026, 0, 1) };
    const sandbox = createSandbox({ products: 10, clock });
    const token = await adminToken(sandbox);
    sandbox.configure({ clockSkew: 3601 });
    const answer = await ask(sandbox, 'GET', path, undefined, token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('date')).toBe('Thu, 01 Jan 2026 01:00:01 GMT');
  });
});

describe('developer mode', () => {
  it('shows what production hides, with a trace', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const product = { sku: '24-MB01', bogus: 1 };
    const send = () => ask(sandbox, 'PUT', '/V1/products/24-MB01', { product }, token);
    expect((await send()).body.message).toContain('Report ID');
    sandbox.configure({ mode: 'developer' });
    expect((await send()).body).toEqual({
      message:
        'Property "Bogus" does not have accessor method "getBogus" in class "Magento\\Catalog\\Api\\Data\\ProductInterface".',
      trace: expect.any(String),
    });
  });
});
