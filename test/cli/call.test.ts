import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { temporaryFolder } from '../exports/support/folder.js';
import { closedPort, json, page, startServer } from '../support/server.js';
import { runCli, type World } from './support/run-cli.js';
import { sandboxEnv } from './support/sandbox-env.js';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const cli = (argv: readonly string[], world: World = {}) =>
  runCli(argv, { env: sandboxEnv(sandbox), ...world });

async function product(sku = '24-MB01') {
  const { stdout } = await cli(['get', 'products', '--sku', sku, '--json']);
  return JSON.parse(stdout) as {
    readonly name: string;
    readonly price: number;
    readonly custom_attributes: { readonly attribute_code: string; readonly value: unknown }[];
  };
}

describe('magekit get', () => {
  it('reads one thing by the name of its resource', async () => {
    const { code, stdout, stderr } = await cli(['get', 'products', '--sku', '24-MB01']);
    expect(JSON.parse(stdout)).toMatchObject({ sku: '24-MB01' });
    expect(stdout.split('\n').length).toBeGreaterThan(5);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('reads a page of a list by criteria', async () => {
    const criteria = ['--where', 'price>=30', '--sort', 'price:desc', '--page-size', '2'];
    const fields = ['--fields', 'items[sku,price],total_count', '--json', '--page-number=2'];
    const { stdout } = await cli(['get', 'products.list', ...criteria, ...fields]);
    const { items, total_count } = JSON.parse(stdout);
    expect(items).toHaveLength(2);
    expect(total_count).toBeGreaterThan(2);
    expect(items[0].price).toBeGreaterThanOrEqual(items[1].price);
    expect(stdout.trim()).not.toContain('\n');
  });

  it('reads any path', async () => {
    const { stdout } = await cli(['get', '/V1/store/storeViews?x=1', '--json']);
    expect(JSON.parse(stdout)[0]).toMatchObject({ code: 'default' });
  });

  it('changes nothing', async () => {
    const { code, stderr } = await cli(['get', 'products.delete', '--sku', '24-MB01']);
    expect(stderr).toMatch(/products\.delete does more than read\.[\s\S]*magekit call/);
    expect(code).toBe(2);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('magekit call', () => {
  it('takes members of the body one by one, as what they are', async () => {
    const { code } = await cli([
      'call',
      'products.update',
      '--sku=24-MB01',
      '--product.price',
      '12.5',
      '--product.custom_attributes.color=49',
      '--product.extension_attributes.website_ids=1',
      '--product.media_gallery_entries=[]',
    ]);
    expect(code).toBe(0);
    const { price, custom_attributes } = await product();
    expect(price).toBe(12.5);
    expect(custom_attributes).toContainEqual({ attribute_code: 'color', value: '49' });
  });

  it('takes the body from a file, and options over it', async () => {
    const folder = await temporaryFolder();
    const body = { product: { sku: '24-MB01', name: 'From a file', price: 1 } };
    await writeFile(join(folder, 'body.json'), `\uFEFF${JSON.stringify(body)}`);
    const argv = ['call', 'products.update', '--sku', '24-MB01', '--body', 'body.json'];
    expect((await cli([...argv, '--product.price=2'], { folder })).code).toBe(0);
    expect(await product()).toMatchObject({ name: 'From a file', price: 2 });
  });

  it('takes the body from standard input', async () => {
    const stdin = JSON.stringify({ product: { price: 3 } });
    const argv = ['call', 'products.update', '--sku', '24-MB01', '--body', '-'];
    expect((await cli(argv, { stdin })).code).toBe(0);
    expect(await product()).toMatchObject({ price: 3 });
  });

  it('calls any path with any method', async () => {
    const stdin = JSON.stringify({ username: 'admin', password: 'Admin12345' });
    const argv = ['call', 'post', '/V1/integration/admin/token', '--body', '-'];
    const { code, stdout } = await cli(argv, { stdin });
    expect(code).toBe(0);
    expect(typeof JSON.parse(stdout)).toBe('string');
  });

  it('prints nothing where the store answers nothing', async () => {
    const server = await startServer(json([]));
    const env = { MAGENTO_BASE_URL: server.url };
    const { code, stdout } = await runCli(['call', 'adobeStock.deleteAsset', '--id=1'], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  it.each([
    [['call'], /Which operation\?/],
    [
      ['call', 'products.updat'],
      /no operation products\.updat\.[\s\S]*Did you mean products\.update\?/,
    ],
    [['call', 'prodcuts.get'], /Did you mean products/],
    [['call', 'products.nothing'], /products has assignWebsite, create/],
    [['call', '/V1/modules'], /How to call \/V1\/modules\?/],
    [['call', 'PUT'], /PUT needs a path/],
    [['call', 'products.get'], /products\.get needs --sku/],
    [['call', 'products.get', '24-MB01'], /24-MB01 is one word too many/],
    [['call', 'products.get', '--sku=x', '--editMode', 'true'], /--member=true/],
    [['call', 'products.get', '--sku=x', '--storeId=one'], /--storeId takes a whole number/],
    [['call', 'products.get', '--sku=x', '--storeId=1.5'], /--storeId takes a whole number/],
    [['call', 'products.get', '--sku=x', '--editMode=yes'], /--editMode takes true or false/],
    [['call', 'products.get', '--skuu=x'], /Did you mean --sku\?/],
    [['call', 'products.get', '--sku=x', '--where=price>1'], /takes no search criteria/],
    [['call', 'products.update', '--sku=x', '--product=5'], /takes an object as JSON/],
    [['call', 'products.update', '--sku=x', '--product={'], /as JSON, which this is not/],
    [
      ['call', 'products.update', '--sku=x', '--product.pirce=5'],
      /Did you mean --product\.price\?/,
    ],
    [['call', 'products.update', '--sku=x', '--product.price=cheap'], /takes a number/],
    [
      ['call', 'products.update', '--sku=x', '--product.price.x=1'],
      /no option --product\.price\.x/,
    ],
    [['call', 'products.update', '--sku=x', '--product.__proto__.x=1'], /There is no option/],
    [['call', 'products.update', '--sku=x', '--product.options.3.title=1'], /leaves out a place/],
    [
      ['call', 'products.update', '--sku=x', '--body=none.json'],
      /"none\.json" cannot be read: there is none/,
    ],
    [['call', 'products.update', '--sku=x', '--body=-'], /standard input is no JSON/],
    [['get', 'products.list', '--where', 'price foo 1'], /no condition "foo"/],
    [['get', 'products.list', '--page-size', 'many'], /--page-size takes a whole number/],
  ])('refuses %j before anything is sent', async (argv, sentence) => {
    const { code, stdout, stderr } = await cli(argv);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(sandbox.requests).toEqual([]);
  });

  it('warns of secrets on the command line', async () => {
    const argv = ['call', 'tokens.createAdminToken', '--username=admin', '--password=Admin12345'];
    const { code, stderr } = await cli(argv);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Others on this machine can read --password.*--body -/);
    expect(stderr).not.toContain('Admin12345');
  });
});

describe('a failure', () => {
  const get = ['get', 'products', '--sku', '24-MB01'];
  const at = (url: string) => ({ env: { MAGENTO_BASE_URL: url } });

  it('says what, a hint, and how to go on, by its exit code', async () => {
    const { code, stdout, stderr } = await cli(['get', 'products', '--sku', 'none']);
    expect(stderr).toMatch(/^magekit: .*\[404\] \(GET \/rest\/V1\/products\/none\)\n/);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  });

  it('is JSON for machines', async () => {
    const { code, stderr } = await cli(['get', 'products', '--sku', 'none', '--json']);
    const { error, exitCode } = JSON.parse(stderr);
    expect(error).toMatchObject({ code: 'NOT_FOUND', status: 404, request: { method: 'GET' } });
    expect([code, exitCode]).toEqual([4, 4]);
  });

  it('hands no control character of a store to the terminal', async () => {
    const obeyed = '\u001b]0;title\u0007\u009b31m\r';
    const store = await startServer(json({ message: `said ${obeyed} this` }, 404));
    const world = at(store.url);
    const told = await Promise.all([
      runCli(get, world),
      runCli([...get, '--json'], world),
      runCli(['doctor'], world),
      runCli(['doctor', '--json'], world),
    ]);
    const shop = await startServer(json({ sku: `A${obeyed}` }));
    told.push(await runCli(get, at(shop.url)), await runCli([...get, '--json'], at(shop.url)));
    for (const { stdout, stderr } of told) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }
    expect(told[0]?.stderr).toContain('said \ufffd]0;title');
    expect(JSON.parse(told.at(-1)?.stdout ?? '')).toEqual({ sku: `A${obeyed}` });
  });

  it('is 3 when the store refuses the caller', async () => {
    const { code, stderr } = await runCli(get, at(sandbox.url));
    expect(stderr).toMatch(/Hint:/);
    expect(code).toBe(3);
  });

  it('is 5 when the store is away or fails', async () => {
    expect((await runCli([...get, '--timeout', '1'], at(await closedPort()))).code).toBe(5);
    const broken = await startServer(page('<h1>Bad gateway</h1>', 502));
    expect((await runCli([...get, '--timeout', '1'], at(broken.url))).code).toBe(5);
  });

  it('is 2 when no store is named, or half of the credentials', async () => {
    const nowhere = await runCli(get, { folder: await temporaryFolder() });
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toMatch(/No store is named\.[\s\S]*MAGENTO_BASE_URL/);
    const env = { MAGENTO_BASE_URL: sandbox.url, MAGENTO_CONSUMER_KEY: 'k' };
    const half = await runCli(get, { env });
    expect(half.code).toBe(2);
    expect(half.stderr).toMatch(/missing: MAGENTO_CONSUMER_SECRET/);
  });
});
