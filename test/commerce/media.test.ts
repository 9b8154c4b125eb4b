import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputError, NetworkError, NotFoundError } from '../../src/index.js';
import { page, startServer } from '../support/server.js';
import { loseAnswer, openShop, type Shop } from './support/shop.js';

const SKU = '24-MB01';
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const PNG = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
);
const GIF = bytesOf('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]);
const WEBP = new Uint8Array([...Buffer.from('RIFF\0\0\0\0WEBPVP8 ')]);

const uploads = ({ sentTo }: Shop) => sentTo('POST', `/all/V1/products/${SKU}/media`);
const gallery = ({ magento }: Shop) => magento.productMedia.list({ sku: SKU });

describe('media.upload', () => {
  it('puts an image into the gallery, with roles, label and place', async () => {
    const opened = openShop();
    const { id, outcome } = await opened.shop.media.upload({ sku: SKU }, PNG, {
      name: 'Bag front.PNG',
      roles: ['image', 'thumbnail'],
      label: 'Front',
      position: 3,
      hidden: true,
    });
    expect(outcome).toBe('uploaded');
    expect(await gallery(opened)).toContainEqual({
      id,
      media_type: 'image',
      label: 'Front',
      position: 3,
      disabled: true,
      types: ['image', 'thumbnail'],
      file: expect.stringMatching(/^\/b\/a\/bag-front-[0-9a-f]{16}\.png$/),
    });
    expect(
      Buffer.from(uploads(opened)[0]?.body.entry.content.base64_encoded_data, 'base64'),
    ).toEqual(Buffer.from(PNG));
  });

  it.each([
    ['image/png', PNG, 'png'],
    ['image/gif', GIF, 'gif'],
    ['image/jpeg', JPEG, 'jpg'],
  ])('knows %s by its bytes, whatever it is called', async (type, bytes, ending) => {
    const opened = openShop();
    const file = new File([bytes], 'photo.txt', { type: 'text/plain' });
    await opened.shop.media.upload({ sku: SKU }, file);
    expect(uploads(opened)[0]?.body.entry.content).toMatchObject({
      type,
      name: expect.stringMatching(new RegExp(`^photo-[0-9a-f]{16}\\.${ending}$`)),
    });
  });

  it('leaves it to the store whether it takes WebP', async () => {
    const { shop } = openShop();
    await expect(shop.media.upload({ sku: SKU }, WEBP)).rejects.toThrow(/MIME type/);
  });

  it('does not send the same content twice', async () => {
    const opened = openShop();
    const first = await opened.shop.media.upload({ sku: SKU }, PNG, { name: 'one' });
    const again = await opened.shop.media.upload({ sku: SKU }, new Blob([PNG]), { name: 'two' });
    expect(again).toEqual({ ...first, file: expect.stringContaining('/one-'), outcome: 'kept' });
    expect(uploads(opened)).toHaveLength(1);
  });

  it('knows a file again that the store has given another number', async () => {
    const opened = openShop();
    await opened.shop.media.upload({ sku: '24-MB02' }, PNG);
    await opened.shop.media.upload({ sku: SKU }, PNG);
    expect((await gallery(opened))[0]?.file).toMatch(/_1\.png$/);
    expect((await opened.shop.media.upload({ sku: SKU }, PNG)).outcome).toBe('kept');
  });

  it('changes the place of an image that is there, and sends the whole entry', async () => {
    const opened = openShop();
    const { id } = await opened.shop.media.upload({ sku: SKU }, PNG, {
      label: 'Front',
      roles: ['image'],
      position: 2,
    });
    const changed = await opened.shop.media.upload({ sku: SKU }, PNG, { roles: ['thumbnail'] });
    expect(changed).toMatchObject({ id, outcome: 'changed' });
    const [put] = opened.sentTo('PUT', `/all/V1/products/${SKU}/media/${id}`);
    expect(put?.body.entry).toEqual({
      id,
      media_type: 'image',
      label: 'Front',
      position: 2,
      disabled: false,
      types: ['thumbnail'],
      file: expect.stringMatching(/png$/),
    });
  });

  it('finds the image by its hash when the answer was lost', async () => {
    const opened = openShop();
    opened.meddle((sent, pass) => (sent.method === 'POST' ? loseAnswer(sent, pass) : pass()));
    expect((await opened.shop.media.upload({ sku: SKU }, PNG)).outcome).toBe('uploaded');
    expect(await gallery(opened)).toHaveLength(1);
    expect(uploads(opened)).toHaveLength(1);
  });

  it('ends with the error when the image has not arrived', async () => {
    const opened = openShop();
    opened.meddle((sent, pass) => {
      if (sent.method === 'POST') throw new TypeError('fetch failed');
      return pass();
    });
    await expect(opened.shop.media.upload({ sku: SKU }, PNG)).rejects.toThrow(NetworkError);
  });

  it.each([
    ['nothing', new Uint8Array(0), /empty/],
    ['text', new TextEncoder().encode('<svg/>'), /first bytes/],
    ['another RIFF', new Uint8Array([...Buffer.from('RIFX\0\0\0\0WEBPVP8 ')]), /first bytes/],
  ])('refuses %s', async (_, bytes, message) => {
    const { shop, sent } = openShop();
    const wrong = shop.media.upload({ sku: SKU }, bytes);
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });

  it('refuses more than maxBytes, of every source', async () => {
    const { shop } = openShop();
    const { url } = await startServer((response) => response.writeHead(200).end(PNG));
    const folder = mkdtempSync(join(tmpdir(), 'magekit-media-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'front.png');
    writeFileSync(path, PNG);
    for (const source of [PNG, new Blob([PNG]), new Blob([PNG]).stream(), { url }, { path }]) {
      await expect(
        shop.media.upload({ sku: SKU }, source, { maxBytes: PNG.length - 1 }),
      ).rejects.toThrow(/more than/);
    }
  });

  it('reads files, streams, and addresses', async () => {
    const opened = openShop();
    const { url, requests } = await startServer((response) => response.writeHead(200).end(PNG));
    const folder = mkdtempSync(join(tmpdir(), 'magekit-media-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'front.png');
    writeFileSync(path, PNG);
    const upload = opened.shop.media.upload;
    const { id } = await upload({ sku: SKU }, { path });
    expect(uploads(opened)[0]?.body.entry.content.name).toMatch(/^front-/);
    expect(await upload({ sku: SKU }, { url: `${url}/a/b.png` })).toMatchObject({ id });
    expect(await upload({ sku: SKU }, new Blob([PNG]).stream())).toMatchObject({ id });
    expect(requests[0]?.headers.authorization).toBeUndefined();
  });

  it.each(['file:///etc/passwd', 'data:image/png;base64,AAAA', 'ftp://example.com/a.png', 'a.png'])(
    'refuses the address %s',
    async (url) => {
      const { shop } = openShop();
      await expect(shop.media.upload({ sku: SKU }, { url })).rejects.toThrow(/no http or https/);
    },
  );

  it('says what is wrong with a source that cannot be read, without its query', async () => {
    const { shop } = openShop();
    const { url } = await startServer(page('gone', 404));
    const lost = shop.media.upload({ sku: SKU }, { url: `${url}/a.png?token=s3cr3t` });
    await expect(lost).rejects.toThrow(/a\.png has status 404/);
    await expect(lost).rejects.not.toThrow(/s3cr3t/);
    await expect(shop.media.upload({ sku: SKU }, { path: '/nowhere.png' })).rejects.toThrow(
      /"\/nowhere\.png" cannot be read/,
    );
  });

  it('says when there is no such product', async () => {
    const { shop } = openShop();
    await expect(shop.media.upload({ sku: 'NOPE' }, PNG)).rejects.toThrow(NotFoundError);
  });
});
