import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../src/errors/config-error.js';
import { readEntry } from '../../src/tokens/entry.js';
import { fileTokenStore } from '../../src/tokens/file.js';
import type { Release, StoredToken } from '../../src/tokens/index.js';
import { startChild } from './support/child.js';
import { temporaryFolder } from './support/places.js';

const never = Number.POSITIVE_INFINITY;
const entry = (token: string): StoredToken => ({ token, renewAt: 1, expiresAt: never });
const modeOf = (path: string) => statSync(path).mode & 0o777;

async function setUp() {
  const directory = join(temporaryFolder(), 'state', 'tokens');
  const store = fileTokenStore({ directory });
  await store.set('a', entry('token-1'));
  const [name = ''] = readdirSync(directory);
  return { directory, store, path: join(directory, name) };
}

describe('a file store', () => {
  it('keeps a file for each key that does not tell the key', async () => {
    const { directory, store } = await setUp();
    await store.set('../b', entry('token-2'));
    expect(readdirSync(directory)).toHaveLength(2);
    for (const name of readdirSync(directory)) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('makes its folder again when somebody has deleted it', async () => {
    const { directory, store } = await setUp();
    rmSync(directory, { recursive: true });
    expect(await store.get('a')).toBeUndefined();
    await store.remove('a', 'token-1');
    expect(await store.lock?.('a', 1000)).toBeTypeOf('function');
    await store.set('a', entry('token-2'));
    expect(await store.get('a')).toEqual(entry('token-2'));
  });

  it.each([
    ['nothing', ''],
    ['zeros', '\0'.repeat(100)],
    ['JSON', '{"token":"t","renewAt":1,"expiresAt":9e15}'],
    ['another version', 'magekit:2:1:Infinity:1:t'],
    ['a token cut short', 'magekit:1:1:Infinity:9:token'],
    ['a line break at the end', 'magekit:1:1:Infinity:5:token\n'],
    ['no number', 'magekit:1:1:soon:5:token'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x80, 0])],
  ])('takes a file with %s for no token, and replaces it', async (_name, content) => {
    const { store, path } = await setUp();
    writeFileSync(path, content);
    expect(await store.get('a')).toBeUndefined();
    await store.remove('a', 'token-1');
    await store.set('a', entry('token-2'));
    expect(await store.get('a')).toEqual(entry('token-2'));
  });

  it('has no token where a folder stands, and says that it cannot write', async () => {
    const { store, path } = await setUp();
    rmSync(path);
    mkdirSync(path);
    expect(await store.get('a')).toBeUndefined();
    await expect(store.set('a', entry('secret-token'))).rejects.toMatchObject({
      code: 'EISDIR',
      message: expect.not.stringContaining('secret-token'),
    });
    expect(readdirSync(join(path, '..'))).toHaveLength(1);
  });

  it('deletes what a process left that died while writing, not what is being written', async () => {
    const { directory, store } = await setUp();
    const left = ['old', 'new'].map((name) => join(directory, `${name}.tmp`));
    for (const path of left) writeFileSync(path, 'x');
    utimesSync(left[0] ?? '', new Date(0), new Date(Date.now() - 120_000));
    await store.set('a', entry('token-2'));
    expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual(['new.tmp']);
  });

  it('keeps few files for its locks', async () => {
    const { directory, store } = await setUp();
    const late: unknown = await store.lock?.('a', -1);
    for (let i = 1; i < 20; i++) await (await store.lock?.('a', 60_000))?.();
    await (late as Release)();
    const [folder = ''] = readdirSync(directory).filter((name) => name.endsWith('.lock'));
    expect(readdirSync(join(directory, folder))).toEqual(['19', '20']);
  });

  it('gives up a lock when others had it between its look and its grasp', async () => {
    const { directory, store, path } = await setUp();
    await (await store.lock?.('a', 60_000))?.();
    const folder = `${path}.lock`;
    let looks = 0;
    const othersPassBy = () => {
      looks++;
      if (looks !== 2) return;
      for (const turn of ['3', '4']) writeFileSync(join(folder, turn), String(Date.now() + 60_000));
      rmSync(join(folder, '1'), { force: true });
    };
    const clock = {
      now() {
        othersPassBy();
        return Date.now();
      },
    };
    expect(await fileTokenStore({ directory, clock }).lock?.('a', 60_000)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['3', '4']);
  });

  it('takes a lock file without content for one that is just being written', async () => {
    const { directory, store } = await setUp();
    await (await store.lock?.('a', 60_000))?.();
    const [folder = ''] = readdirSync(directory).filter((name) => name.endsWith('.lock'));
    const path = join(directory, folder, '2');
    writeFileSync(path, '');
    expect(await store.lock?.('a', 60_000)).toBeUndefined();
    utimesSync(path, new Date(), new Date(Date.now() - 60_001));
    expect(await store.lock?.('a', 60_000)).toBeTypeOf('function');
  });

  it.each([undefined, '', ' ', 5])('refuses the folder %j', (directory) => {
    expect(() => fileTokenStore({ directory: directory as string })).toThrow(ConfigError);
  });

  it('refuses a folder that is a file', async () => {
    const { path } = await setUp();
    for (const directory of [path, join(path, 'tokens')]) {
      expect(() => fileTokenStore({ directory })).toThrow(/cannot be made/);
    }
  });
});

describe.skipIf(process.platform === 'win32')('the modes of a file store', () => {
  it('are 0700 and 0600, whatever the umask', async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const { directory, store, path } = await setUp();
    const release = await store.lock?.('a', 1000);
    await release?.();
    expect(modeOf(directory)).toBe(0o700);
    expect(modeOf(join(directory, '..'))).toBe(0o700);
    expect(modeOf(path)).toBe(0o600);
    expect(modeOf(`${path}.lock`)).toBe(0o700);
    expect(modeOf(join(`${path}.lock`, '1'))).toBe(0o600);
  });

  it('are restored when others may read a file', async () => {
    const { store, path } = await setUp();
    chmodSync(path, 0o644);
    expect(await store.get('a')).toEqual(entry('token-1'));
    expect(modeOf(path)).toBe(0o600);
  });

  it.each([0o620, 0o602, 0o666])('make it no token when others may write it (%o)', async (mode) => {
    const { store, path } = await setUp();
    chmodSync(path, mode);
    expect(await store.get('a')).toBeUndefined();
    expect(modeOf(path)).toBe(0o600);
    await store.set('a', entry('token-2'));
    expect(await store.get('a')).toEqual(entry('token-2'));
  });

  it.each([0o770, 0o777, 0o1777, 0o702])('refuse a folder others may write to (%o)', (mode) => {
    const directory = temporaryFolder();
    chmodSync(directory, mode);
    expect(() => fileTokenStore({ directory })).toThrow(ConfigError);
    expect(() => fileTokenStore({ directory: join(directory, 'mine') })).not.toThrow();
  });

  it('allow a folder that others may read', () => {
    const directory = temporaryFolder();
    chmodSync(directory, 0o755);
    expect(() => fileTokenStore({ directory })).not.toThrow();
  });
});

describe('several processes', () => {
  it('find a whole token whenever one of them is killed while it writes', async () => {
    const { directory, store, path } = await setUp();
    const isWhole = (text: string) => readEntry(text, 0) !== undefined;
    const seen = new Set<string>();
    for (let round = 0; round < 6; round++) {
      const child = startChild('write-child.ts', directory);
      await child.said('writing');
      const until = performance.now() + 5 + Math.random() * 60;
      while (performance.now() < until) {
        expect(isWhole(readFileSync(path, 'utf8'))).toBe(true);
        await new Promise((done) => setImmediate(done));
      }
      child.process.kill('SIGKILL');
      await child.ended;
      const text = readFileSync(path, 'utf8');
      expect(isWhole(text)).toBe(true);
      expect(await store.get('a')).toMatchObject({
        token: expect.stringMatching(/^(.)\1*$|^token/),
      });
      seen.add(text);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('never have the same lock, also when it has expired', async () => {
    const { directory, store } = await setUp();
    const keys = 150;
    const rounds = 60;
    // What an owner left that died long ago.
    const past = fileTokenStore({ directory, clock: { now: () => 1000 } });
    for (let key = 0; key < keys; key++) await past.lock?.(`key ${key}`, 1);
    const children = [1, 2, 3].map(() =>
      startChild('lock-child.ts', directory, String(keys), String(rounds)),
    );
    await Promise.all(children.map((child) => child.said('ready')));
    for (const child of children) child.process.stdin?.write('go\n');
    await Promise.all(children.map((child) => child.said('done')));
    const lines = children.flatMap((child) => child.lines());
    const got = lines.filter((line) => line.startsWith('got '));
    expect(got.sort()).toEqual(Array.from({ length: keys }, (_, key) => `got ${key}`).sort());
    expect(lines).not.toContain('not alone');
    expect(await store.lock?.('shared', 1)).toBeTypeOf('function');
  });
});
