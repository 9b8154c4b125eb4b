import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/clock.js';
import { ConfigError } from '../../../src/errors/config-error.js';
import { createTurns } from '../../../src/files/take-turns.js';
import { fileInstallationStore } from '../../../src/installations/stores/file.js';
import { startChild } from '../../tokens/support/child.js';
import { temporaryFolder } from '../../tokens/support/places.js';
import { skippingClock } from './support/skipping-clock.js';

const modeOf = (path: string) => statSync(path).mode & 0o777;
const CHILD = '../../installations/stores/support/swap-child.ts';

async function setUp() {
  const directory = join(temporaryFolder(), 'state', 'installations');
  const clock = skippingClock();
  const store = fileInstallationStore({ directory, clock });
  const add = (kind: 'installation' | 'activation', id: string, expiresAt?: number) =>
    store.swap({ kind, id, from: undefined, to: `text of ${id}`, expiresAt });
  await add('installation', 'a');
  const folder = join(directory, 'installation');
  const [name = ''] = readdirSync(folder);
  return { directory, clock, store, add, path: join(folder, name) };
}

describe('an installation store in files', () => {
  it('keeps a file for each record that does not tell its id', async () => {
    const { directory, add } = await setUp();
    await add('installation', '../b');
    await add('activation', 'c');
    expect(readdirSync(directory).sort()).toEqual(['activation', 'installation', 'locks']);
    const names = ['installation', 'activation'].flatMap((kind) =>
      readdirSync(join(directory, kind)),
    );
    expect(names).toHaveLength(3);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('deletes the file of a removed record, and few files stay for locks', async () => {
    const { directory, store, add } = await setUp();
    for (let i = 0; i < 40; i++) {
      await add('activation', `id ${i}`);
      const change = { kind: 'activation', id: `id ${i}`, from: `text of id ${i}` } as const;
      await store.swap({ ...change, to: undefined });
    }
    expect(readdirSync(join(directory, 'activation'))).toEqual([]);
    const locks = readdirSync(join(directory, 'locks'));
    expect(locks.length).toBeLessThanOrEqual(16);
    const turns = locks.flatMap((lock) => readdirSync(join(directory, 'locks', lock)));
    expect(turns.length).toBeLessThanOrEqual(32);
  });

  it('deletes activations that have expired when others begin, and nothing else', async () => {
    const { directory, clock, add } = await setUp();
    const activations = () => readdirSync(join(directory, 'activation'));
    await add('activation', 'ends', clock.now() + 300_000);
    await add('activation', 'lives', clock.now() + 3_600_000);
    await add('installation', 'stays');
    clock.skip(300_001);
    await add('activation', 'begins');
    expect(activations()).toHaveLength(2);
    expect(readdirSync(join(directory, 'installation'))).toHaveLength(2);
  });

  it('makes its folder again when somebody has deleted it', async () => {
    const { directory, store, add } = await setUp();
    rmSync(directory, { recursive: true });
    expect(await store.get('installation', 'a')).toBeUndefined();
    for await (const text of store.installations()) throw new Error(text);
    expect(await add('installation', 'a')).toBe(true);
    expect(await store.get('installation', 'a')).toBe('text of a');
  });

  it.each([
    ['nothing', ''],
    ['JSON', '{"text":"t"}'],
    ['another version', 'magekit:2:Infinity:1:t'],
    ['a text cut short', 'magekit:1:Infinity:9:text'],
    ['a line break at the end', 'magekit:1:Infinity:4:text\n'],
  ])('refuses a file with %s, and leaves it as it is', async (_name, content) => {
    const { store, add, path } = await setUp();
    writeFileSync(path, content);
    await expect(store.get('installation', 'a')).rejects.toThrow(ConfigError);
    await expect(add('installation', 'a')).rejects.toThrow(/Restore it from a backup/);
    await expect(store.installations()[Symbol.asyncIterator]().next()).rejects.toThrow(ConfigError);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('rejects when a record cannot be read, instead of taking it for nothing', async () => {
    const { store, add, path } = await setUp();
    rmSync(path);
    mkdirSync(path);
    await expect(store.get('installation', 'a')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(add('installation', 'a')).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('keeps its text out of the error when it cannot write', async () => {
    const { directory, store } = await setUp();
    const folder = join(directory, 'activation');
    writeFileSync(folder, '');
    const change = { kind: 'activation', id: 'a', from: undefined, to: 'sealed-text' } as const;
    await expect(store.swap(change)).rejects.toMatchObject({
      message: expect.not.stringContaining('sealed-text'),
    });
  });

  it.each([undefined, '', ' ', 5])('refuses the folder %j', (directory) => {
    expect(() => fileInstallationStore({ directory: directory as string })).toThrow(
      /fileInstallationStore: "directory" must be/,
    );
  });
});

describe.skipIf(process.platform === 'win32')('the modes of an installation store', () => {
  it('are 0700 and 0600, whatever the umask', async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const { directory, path } = await setUp();
    for (const name of ['.', 'installation', 'locks']) {
      expect(modeOf(join(directory, name))).toBe(0o700);
    }
    expect(modeOf(path)).toBe(0o600);
  });

  it('are restored when others may read a file', async () => {
    const { store, path } = await setUp();
    chmodSync(path, 0o644);
    expect(await store.get('installation', 'a')).toBe('text of a');
    expect(modeOf(path)).toBe(0o600);
  });

  it('refuse a file that others may write, until somebody has looked at it', async () => {
    const { store, path } = await setUp();
    chmodSync(path, 0o620);
    for (let i = 0; i < 2; i++) {
      await expect(store.get('installation', 'a')).rejects.toThrow(/others may write/);
    }
    chmodSync(path, 0o600);
    expect(await store.get('installation', 'a')).toBe('text of a');
  });

  it('refuse a folder that others may write to', () => {
    const directory = temporaryFolder();
    chmodSync(directory, 0o770);
    expect(() => fileInstallationStore({ directory })).toThrow(/chmod go-w/);
  });
});

describe('taking turns', () => {
  const forever = new Promise<never>(() => {});

  it('serves those of one process in order, also after one of them has failed', async () => {
    const turns = createTurns(temporaryFolder(), systemClock);
    const order: number[] = [];
    const all = Array.from({ length: 20 }, (_, i) =>
      turns('a', async () => {
        order.push(i);
        if (i === 3) throw new Error('failed');
      }),
    );
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('ends waiting after 10 seconds, and says what to do', async () => {
    const folder = temporaryFolder();
    // Its lock seems to last for ever to those whose clock is behind.
    const ahead = { ...systemClock, now: () => Date.now() + 3_600_000 };
    void createTurns(folder, ahead)('a', () => forever);
    await expect.poll(() => readdirSync(join(folder, 'a'))).toHaveLength(1);
    const clock = skippingClock();
    const quick = {
      ...clock,
      after: (ms: number, done: () => void) => {
        clock.skip(500);
        return clock.after(ms, done);
      },
    };
    const turns = createTurns(folder, quick);
    const waits = [1, 2, 3].map(() => turns('a', async () => 'never'));
    for (const wait of waits) {
      await expect(wait).rejects.toThrow(/not free for 10 seconds.*Try again.*another clock/);
    }
    expect(await turns('b', async () => 'free')).toBe('free');
  });

  it('changes nothing when it took so long that others may have had their turn', async () => {
    const { directory, clock } = await setUp();
    const turns = createTurns(join(directory, 'locks'), clock);
    let changed = false;
    const late = turns('a', async (confirm) => {
      clock.skip(2500);
      confirm();
      changed = true;
    });
    await expect(late).rejects.toThrow(/nothing was changed.*Try again/);
    expect(changed).toBe(false);
    expect(await turns('a', async () => 'next')).toBe('next');
  });
});

describe('several processes', () => {
  it('never lose a change to the same record, also when one dies with the lock', async () => {
    const { directory, store } = await setUp();
    const rounds = 30;
    const killed = startChild(CHILD, directory, 'hold');
    await killed.said('holding');
    const children = [1, 2, 3].map(() => startChild(CHILD, directory, String(rounds)));
    await Promise.all(children.map((child) => child.said('ready')));
    for (const child of children) child.process.stdin?.write('go\n');
    killed.process.kill('SIGKILL');
    await killed.ended;
    await Promise.all(children.map((child) => child.said('done')));
    expect(await store.get('installation', 'shared')).toBe(String(3 * rounds));
  });

  it('never lose a change when one of them is killed while it writes', async () => {
    const { directory, store } = await setUp();
    const rounds = 40;
    const killed = startChild(CHILD, directory, '1000000');
    const children = [1, 2, 3].map(() => startChild(CHILD, directory, String(rounds)));
    await Promise.all([killed, ...children].map((child) => child.said('ready')));
    for (const child of [killed, ...children]) child.process.stdin?.write('go\n');
    const count = async () => Number((await store.get('installation', 'shared')) ?? 0);
    await expect.poll(count, { interval: 3 }).toBeGreaterThan(5);
    killed.process.kill('SIGKILL');
    await killed.ended;
    await Promise.all(children.map((child) => child.said('done')));
    expect(await count()).toBeGreaterThanOrEqual(3 * rounds);
    expect(
      readdirSync(join(directory, 'installation')).filter((name) => !name.endsWith('.tmp')),
    ).toHaveLength(2);
  });
});
