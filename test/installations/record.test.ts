import { describe, expect, it } from 'vitest';
import { generateSealingKey, HandshakeError } from '../../src/installations/index.js';
import { createRecordFormat, type Migration } from '../../src/installations/record.js';
import { createSealer } from '../../src/sealing/sealer.js';

const key = generateSealingKey();
const formatWith = (migrations?: readonly Migration[], secret = key) =>
  createRecordFormat('installation', createSealer(secret, 'test'), migrations);
const parts = { open: { storeId: 'a', url: 'https://a' }, secret: { token: 'top-secret' } };

describe('a record', () => {
  it('comes back as it was written, and shows no secret', async () => {
    const text = await formatWith().write('a', parts);
    expect(text).not.toContain('top-secret');
    expect(text).toContain('https://a');
    expect(await formatWith().read('a', text)).toEqual({ ...parts, current: true });
  });

  it.each([
    ['an open member was changed', 'a', (text: string) => text.replace('https://a', 'https://b')],
    ['it was moved to another id', 'b', (text: string) => text],
    ['its version was changed', 'a', (text: string) => text.replace('"version":1', '"version":2')],
    ['a bit of the seal was changed', 'a', (text: string) => text.replace(/.(?=.{8}"}$)/, '_')],
  ])('gives no secret away when %s', async (_, id, change) => {
    const text = change(await formatWith().write('a', parts));
    const { secret } = await formatWith([(old) => old]).read(id, text);
    expect(secret).toBeUndefined();
  });

  it('is no record of another kind', async () => {
    const text = await formatWith().write('a', parts);
    const other = createRecordFormat('activation', createSealer(key, 'test'));
    expect((await other.read('a', text)).secret).toBeUndefined();
  });

  it('shows its open members also when no key opens it', async () => {
    const text = await formatWith().write('a', parts);
    const { open, secret } = await formatWith(undefined, generateSealingKey()).read('a', text);
    expect(open).toEqual(parts.open);
    expect(secret).toBeUndefined();
  });
});

describe('migrations', () => {
  const rename: Migration = ({ open: { url, ...rest }, secret }) => ({
    open: { ...rest, storeUrl: url },
    secret,
  });
  const addPart: Migration = ({ open, secret }) => ({ open, secret: { ...secret, part: 2 } });

  it('bring a record of any version to the newest, in order', async () => {
    const first = await formatWith().write('a', parts);
    const second = await formatWith([rename]).write('a', rename(parts));
    const newest = {
      open: { storeId: 'a', storeUrl: 'https://a' },
      secret: { token: 'top-secret', part: 2 },
    };
    for (const text of [first, second]) {
      expect(await formatWith([rename, addPart]).read('a', text)).toEqual({
        ...newest,
        current: false,
      });
    }
  });

  it('leave a record of a newer release alone', async () => {
    const text = await formatWith([rename]).write('a', parts);
    await expect(formatWith().read('a', text)).rejects.toMatchObject({
      code: 'HANDSHAKE_STORAGE',
      message: expect.stringContaining('version 2'),
    });
  });
});

describe('what is no record', () => {
  it.each([
    '',
    'null',
    '{}',
    '[]',
    '{"version":1}',
    '{"version":"1","open":{},"sealed":""}',
    '{"version":0,"open":{},"sealed":""}',
  ])('is refused: %s', async (text) => {
    const error = await formatWith()
      .read('a', text)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HandshakeError);
    expect(error).toMatchObject({ code: 'HANDSHAKE_STORAGE' });
  });
});
