import { getEventListeners } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStoreNetwork } from '../../../src/installations/network/store-network.js';
import { page, startServer } from '../../support/server.js';
import { createResolver, dnsError } from './support/resolver.js';

const PUBLIC = '93.184.216.34';
const nobody = () => false;
const answerOk = async () => new Response('ok');

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A port that counts who connects, and never answers. */
async function countConnections() {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('error', () => undefined).destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { port, count: () => connections };
}

describe('the text of an address', () => {
  const network = createStoreNetwork({
    trusted: (origin) => ['http://localhost:8080', 'https://10.0.0.5', 'ftp://a'].includes(origin),
  });
  const why = (url: string) => network.checkText(new URL(url));

  it.each([
    'https://shop.example.com/',
    'https://SHOP.example.com:8443/index.php/',
    'https://xn--mnchen-3ya.example/',
    'https://93.184.216.34/',
    'https://[2606:4700::6810:84e5]/',
    'https://local.example.com/',
    'https://mylocal.example/',
  ])('takes %s', (url) => {
    expect(why(url)).toBeUndefined();
  });

  it.each([
    'http://shop.example.com/',
    'ftp://shop.example.com/',
    'file:///etc/passwd',
    'ftp://a/',
  ])('refuses %s, which is not https', (url) => {
    expect(why(url)).toBe('is not https');
  });

  it.each([
    ['https://127.0.0.1/', '127.0.0.1'],
    ['https://2130706433/', '127.0.0.1'],
    ['https://0x7f.1/', '127.0.0.1'],
    ['https://127.1/', '127.0.0.1'],
    ['https://0177.0.0.1/', '127.0.0.1'],
    ['https://127.0.0.1./', '127.0.0.1'],
    ['https://%31%32%37.0.0.1/', '127.0.0.1'],
    ['https://①②⑦.⓪.⓪.①/', '127.0.0.1'],
    ['https://0/', '0.0.0.0'],
    ['https://169.254.169.254/latest/meta-data/', '169.254.169.254'],
    ['https://168.63.129.16/', '168.63.129.16'],
    ['https://[::1]/', '::1'],
    ['https://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['https://[fd00:ec2::254]/', 'fd00:ec2::254'],
  ])('refuses %s', (url, address) => {
    expect(why(url)).toBe(`is not on the public internet (its address is ${address})`);
  });

  it.each([
    'https://localhost/',
    'https://LOCALHOST/',
    'https://shop.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://nas.home.arpa/',
    'https://shop/',
  ])('refuses %s, a name of a local network', (url) => {
    expect(why(url)).toBe(`has a host name of a local network (${new URL(url).hostname})`);
  });

  it('refuses a host name that ends with a dot', () => {
    expect(why('https://shop.example.com./')).toBe('ends its host name with a dot');
    expect(why('https://localhost./')).toBe('ends its host name with a dot');
  });

  it('refuses credentials in the address, also of a trusted one, without repeating them', () => {
    expect(why('https://user:hunter2@shop.example.com/')).toBe('holds a user name or a password');
    expect(why('https://user@10.0.0.5/')).toBe('holds a user name or a password');
  });

  it('takes trusted origins, but no other port or scheme of theirs', () => {
    expect(why('http://localhost:8080/shop/')).toBeUndefined();
    expect(why('https://10.0.0.5/')).toBeUndefined();
    expect(why('http://localhost:8081/')).toBeDefined();
    expect(why('http://10.0.0.5/')).toBeDefined();
  });
});

describe('the check', () => {
  it('takes a host all of whose addresses are public', async () => {
    const { resolve, asked } = createResolver([PUBLIC, '2606:4700::6810:84e5']);
    const network = createStoreNetwork({ trusted: nobody, resolve });
    expect(await network.check(new URL('https://shop.example.com:8443/a'))).toBeUndefined();
    expect(asked).toEqual(['shop.example.com']);
  });

  it.each([
    [[PUBLIC, '10.0.0.5'], '10.0.0.5'],
    [['127.0.0.1'], '127.0.0.1'],
    [['2606:4700::1', 'fe80::1%eth0'], 'fe80::1%eth0'],
    [['::ffff:192.168.0.1'], '::ffff:192.168.0.1'],
  ])('refuses a host with the addresses %j', async (addresses, bad) => {
    const network = createStoreNetwork({ trusted: nobody, ...createResolver(addresses) });
    const why = await network.check(new URL('https://shop.example.com/'));
    expect(why).toBe(`is not on the public internet (its address is ${bad})`);
  });

  it('refuses a host without addresses, and one that cannot be looked up', async () => {
    const whyOf = (answer: readonly string[] | Error) =>
      createStoreNetwork({ trusted: nobody, ...createResolver(answer) }).check(
        new URL('https://shop.example.com/'),
      );
    expect(await whyOf([])).toBe('has a host name without an address');
    expect(await whyOf(dnsError('ENOTFOUND'))).toBe(
      'has a host name that cannot be looked up (ENOTFOUND)',
    );
    expect(await whyOf(new Error('no'))).toBe('has a host name that cannot be looked up');
  });

  it('looks up neither addresses nor trusted hosts', async () => {
    const { resolve, asked } = createResolver(['10.0.0.5']);
    const trusted = (origin: string) => origin === 'https://shop.corp';
    const network = createStoreNetwork({ trusted, resolve });
    expect(await network.check(new URL('https://93.184.216.34/'))).toBeUndefined();
    expect(await network.check(new URL('https://10.0.0.5/'))).toBeDefined();
    expect(await network.check(new URL('https://shop.corp/'))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("looks names up the platform's way by default", async () => {
    const network = createStoreNetwork({ trusted: nobody });
    // Reserved for never to exist (RFC 6761); without a network it cannot be looked up either.
    const why = await network.check(new URL('https://shop.invalid/'));
    expect(why).toMatch(/^has a host name that cannot be looked up \([A-Z_]+\)$/);
  });
});

describe('fetch on Node', () => {
  it('sends nothing to an address that is not public', async () => {
    const { port, count } = await countConnections();
    const network = createStoreNetwork({ trusted: nobody, ...createResolver(['127.0.0.1']) });
    for (const host of ['127.0.0.1', 'localhost', 'shop.example.com']) {
      const error = await failureOf(network.fetch(`https://${host}:${port}/`));
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toMatchObject({
        message: expect.stringContaining(`https://${host}:${port} is refused: it `),
        cause: { code: 'EADDRNOTPUBLIC' },
      });
    }
    expect(count()).toBe(0);
  });

  it('sends nothing when a host name changes its address after the check', async () => {
    const { port, count } = await countConnections();
    const { resolve, asked } = createResolver([PUBLIC], ['127.0.0.1']);
    const network = createStoreNetwork({ trusted: nobody, resolve });
    const url = new URL(`https://shop.example.com:${port}/`);
    expect(await network.check(url)).toBeUndefined();
    const error = await failureOf(network.fetch(url));
    expect(error).toMatchObject({ cause: { code: 'EADDRNOTPUBLIC' } });
    expect(asked).toHaveLength(2);
    expect(count()).toBe(0);
  });

  it('connects to what was checked, without looking it up again', async () => {
    const { port, count } = await countConnections();
    const { resolve, asked } = createResolver(['127.0.0.1'], ['192.0.2.1']);
    const network = createStoreNetwork({ trusted: () => true, resolve });
    const error = await failureOf(network.fetch(`https://shop.example.com:${port}/`));
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
    expect(asked).toEqual(['shop.example.com']);
    expect(count()).toBe(1);
  });

  it('keeps the code of a failed look-up', async () => {
    const { resolve } = createResolver(dnsError('ENOTFOUND'));
    const network = createStoreNetwork({ trusted: nobody, resolve });
    const error = await failureOf(network.fetch('https://shop.example.com/'));
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ENOTFOUND' } });
  });
});

describe('fetch of the caller', () => {
  it('is used after the check alone, and never follows redirects', async () => {
    const { url, requests } = await startServer(page('', 302, { location: '/elsewhere' }));
    const network = createStoreNetwork({ trusted: (origin) => origin === url, fetch });
    const response = await network.fetch(`${url}/a`, { method: 'POST', redirect: 'follow' });
    expect(response.status).toBe(302);
    expect(requests.map((request) => `${request.method} ${request.url}`)).toEqual(['POST /a']);
  });

  it('is not used for a URL that may not be reached', async () => {
    const sent: unknown[] = [];
    const spy: typeof fetch = async (input) => {
      sent.push(input);
      return answerOk();
    };
    const { resolve } = createResolver([PUBLIC], ['10.0.0.5'], dnsError('EAI_AGAIN'));
    const network = createStoreNetwork({ trusted: nobody, resolve, fetch: spy });
    const url = 'https://shop.example.com/';
    await network.fetch(url);
    const refused = await failureOf(network.fetch(new Request(url)));
    expect(refused).toBeInstanceOf(TypeError);
    expect(refused).toMatchObject({ cause: { code: 'EADDRNOTPUBLIC' } });
    expect(await failureOf(network.fetch(url))).toMatchObject({ cause: { code: 'EAI_AGAIN' } });
    expect(await failureOf(network.fetch('https://10.0.0.5/'))).toBeInstanceOf(TypeError);
    expect(sent).toEqual([url]);
  });

  it('is not waited for once the signal has fired during the look-up', async () => {
    const controller = new AbortController();
    const network = createStoreNetwork({
      trusted: nobody,
      resolve: () => new Promise(() => undefined),
      fetch: answerOk,
    });
    const waiting = network.fetch('https://shop.example.com/', { signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await failureOf(waiting)).toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    const { signal } = controller;
    expect(await failureOf(network.fetch('https://shop.example.com/', { signal }))).toBe(reason);
  });
});
