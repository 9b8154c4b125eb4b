import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { webStream } from '../../../src/installations/network/node-fetch/web-stream.js';

const terminated = { name: 'TypeError', message: 'terminated', cause: expect.any(Error) };
const textOf = ({ stream }: { readonly stream: ReadableStream }) => new Response(stream).text();

describe('a Node stream as a web stream', () => {
  it('is read to its end', async () => {
    expect(await textOf(webStream(Readable.from(['a', 'b', 'c'].map(Buffer.from))))).toBe('abc');
  });

  it('is empty when it has ended before', async () => {
    const source = Readable.from([]);
    for await (const _part of source);
    expect(await textOf(webStream(source))).toBe('');
  });

  it('fails when it is closed without an end', async () => {
    const source = new PassThrough();
    source.write('begun');
    const work = textOf(webStream(source));
    source.destroy();
    await expect(work).rejects.toMatchObject(terminated);
  });

  it('fails when it was closed before', async () => {
    const source = new PassThrough();
    source.destroy();
    await new Promise((resolve) => source.once('close', resolve));
    await expect(textOf(webStream(source))).rejects.toMatchObject(terminated);
  });

  it('fails for whoever reads on after it was let go of, and leaves the rest', async () => {
    const source = new PassThrough();
    const { stream, release } = webStream(source);
    const reader = stream.getReader();
    source.write('a');
    expect((await reader.read()).value).toEqual(new Uint8Array([97]));
    release();
    await expect(reader.read()).rejects.toMatchObject(terminated);
    source.end('b');
    expect(await source.toArray()).toEqual([Buffer.from('b')]);
  });

  it('takes an error after its reader has gone', async () => {
    const source = new PassThrough();
    await webStream(source).stream.cancel();
    source.destroy(new Error('late'));
    await new Promise((resolve) => source.once('close', resolve));
    expect(source.listenerCount('data')).toBe(0);
  });
});
