import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionCheck, ConnectionReport } from '../../src/connection/report.js';
import { testConnection } from '../../src/connection/test-connection.js';
import { adminToken } from '../../src/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import {
  type Answerer,
  closedPort,
  cutBody,
  json,
  page,
  reset,
  silence,
  startServer,
} from '../support/server.js';
import { checks, connect, finding } from './connect.js';

const auth = adminToken({ username: 'admin', password: 'Pa55word-of-admin' });

/** The test's own finding, after it is clear that nothing more was asked for. */
async function against(answer: Answerer, check: ConnectionCheck) {
  const server = await startServer(answer);
  const report = await testConnection(connect({ baseUrl: server.url, auth }));
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /rest/V1/directory/currency',
  ]);
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
  return spoken(report, check);
}

function spoken(report: ConnectionReport, check: ConnectionCheck): string {
  const { status, message, hint = '' } = finding(report, check) ?? {};
  expect(status).toBe('failed');
  expect(report.ok).toBe(false);
  expect(checks(report, 'failed')).toEqual([check]);
  expect(checks(report, 'skipped')).toEqual(expect.arrayContaining(['credentials', 'right']));
  return `${message} ${hint}`;
}

const location = (to: string): Answerer => page('moved', 301, { location: to });

describe('the address', () => {
  it('where nothing listens', async () => {
    const report = await testConnection(connect({ baseUrl: await closedPort(), auth }));
    expect(spoken(report, 'address')).toContain('connection was refused');
  });

  it('whose server breaks off', async () => {
    expect(await against(reset, 'address')).toContain('broke off the connection');
    expect(await against(cutBody, 'address')).toContain('broke off the connection');
  });

  it.each([
    [
      'https://www.shop.example.com/rest/V1/directory/currency',
      /Configure https:\/\/www\.shop\.example\.com instead/,
    ],
    [
      'https://shop.example.com/index.php/rest/V1/directory/currency?a=b',
      /Configure https:\/\/shop\.example\.com\/index\.php instead/,
    ],
    [
      'https://user:pw@sso.example.com/login?token=s3cret#t=s3cret',
      /to https:\/\/sso\.example\.com\/login, which is no REST address/,
    ],
    ['http://[', /to an address that is none/],
  ])('that redirects to %s', async (to, said) => {
    const text = await against(location(to), 'address');
    expect(text).toMatch(said);
    expect(text).not.toMatch(/s3cret|pw@/);
  });

  it('that sends callers from https to http', async () => {
    const fetch = async () =>
      new Response('', {
        status: 302,
        headers: { location: 'http://shop.example.com/rest/V1/directory/currency' },
      });
    const report = await testConnection(
      connect({ baseUrl: 'https://shop.example.com', auth, fetch }),
    );
    expect(spoken(report, 'address')).toContain('without encryption');
  });

  it('that never answers', async () => {
    const { url } = await startServer(silence);
    const clock = createFakeClock();
    const tested = testConnection(connect({ baseUrl: url, auth, clock }), { deadlineMs: 3_000 });
    await clock.advance(3_000);
    expect(spoken(await tested, 'address')).toContain('did not answer in time');
    expect((await tested).latencyMs).toBeUndefined();
  });

  it.each([
    ['ENOTFOUND', 'no server with this name'],
    ['EAI_AGAIN', 'could not be looked up'],
    ['EHOSTUNREACH', 'no way from this machine'],
    ['UND_ERR_CONNECT_TIMEOUT', 'did not answer in time'],
    [undefined, 'could not be reached'],
  ])('of which the platform says %s', async (code, said) => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: { code } }));
    const report = await testConnection(
      connect({ baseUrl: 'https://shop.example.com', auth, fetch }),
    );
    expect(spoken(report, 'address')).toContain(said);
  });
});

describe('the certificate', () => {
  // For localhost, signed by nobody, used nowhere else.
  const pem = readFileSync(new URL('../data/self-signed.pem', import.meta.url));

  it('that is self-signed stops everything before a credential is sent', async () => {
    let arrived = 0;
    const server = createServer({ key: pem, cert: pem }, (_, response) => {
      arrived += 1;
      response.end('{}');
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `https://localhost:${(server.address() as AddressInfo).port}`;
    const report = await testConnection(connect({ baseUrl, auth }));
    expect(spoken(report, 'tls')).toMatch(/self-signed.*NODE_EXTRA_CA_CERTS/);
    expect(finding(report, 'address')?.status).toBe('ok');
    expect(arrived).toBe(0);
  });

  it('is missing where a server speaks plain http', async () => {
    const { url } = await startServer(json({}));
    const report = await testConnection(connect({ baseUrl: url.replace('http:', 'https:'), auth }));
    expect(spoken(report, 'tls')).toContain('does not speak TLS');
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'expired'],
    ['CERT_NOT_YET_VALID', 'not valid yet'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host name'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'incomplete'],
    ['CERT_REVOKED', 'cannot be trusted (CERT_REVOKED)'],
  ])('of which the platform says %s', async (code, said) => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: { code } }));
    const report = await testConnection(
      connect({ baseUrl: 'https://shop.example.com', auth, fetch }),
    );
    expect(spoken(report, 'tls')).toContain(said);
  });
});

describe('what stands where the REST API should be', () => {
  it.each<[string, Answerer, RegExp]>([
    ['a web page', page('<!doctype html><title>Welcome</title>'), /A web page answers/],
    ['a login page', page('<form><input type="password" name="p"></form>'), /login page/],
    [
      'a password prompt',
      page('<h1>401</h1>', 401, { 'www-authenticate': 'Basic realm="staging"' }),
      /password prompt of the web server/,
    ],
    [
      'a firewall',
      page('<title>Forbidden</title>', 403, { server: 'cloudflare/1.2' }),
      /firewall or CDN \(cloudflare\)/,
    ],
    ['a challenge', page('<title>Just a moment...</title> captcha'), /firewall or CDN/],
    ['a rate limit of a CDN', page('<h1>Request limit exceeded</h1>', 429), /firewall or CDN/],
    ['maintenance', page('<title>Maintenance</title>', 503), /maintenance mode/],
    ['an overloaded shop', page('<title>503 Backend fetch failed</title>', 503), /overloaded/],
    [
      'a web server without Magento',
      page('<h1>404 Not Found</h1>', 404),
      /no Magento REST API.*index\.php/,
    ],
    [
      'a gateway without PHP',
      page('<h1>502 Bad Gateway</h1>', 502),
      /no answer from the shop behind it \[502\]/,
    ],
    ['a broken shop', page('There has been an error', 500), /fails on every call/],
    [
      'a broken shop with Magento’s own error',
      json({ message: 'Internal Error' }, 500),
      /answers, but fails \[500\]/,
    ],
    [
      'https at a port of http',
      page('The plain HTTP request was sent to HTTPS port', 400),
      /Configure the address with https/,
    ],
    ['another API', json({ hello: 'world' }), /not Magento’s REST API/],
    ['a list', json([]), /not Magento’s REST API/],
    ['nothing', page(''), /not Magento’s REST API/],
    [
      'Magento off the track',
      json({ message: 'Specified request cannot be processed.' }, 400),
      /without further path/,
    ],
  ])('%s', async (_, answer, said) => {
    expect(await against(answer, 'route')).toMatch(said);
  });
});

describe('a test', () => {
  it('ends with the reason of its caller’s own signal', async () => {
    const { url, requests } = await startServer(silence);
    const reason = new Error('closed the form');
    const port = connect({ baseUrl: url, auth });
    await expect(testConnection(port, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(requests).toEqual([]);
    const controller = new AbortController();
    const tested = testConnection(port, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(tested).rejects.toBe(reason);
  });

  it('leaves no timer behind', async () => {
    const clock = createFakeClock();
    const fetch = async () => new Response('', { status: 404 });
    await testConnection(connect({ baseUrl: 'https://shop.example.com', auth, fetch, clock }));
    expect(clock.pending).toBe(0);
  });

  it('of a slow shop warns, and of an unencrypted one too', async () => {
    const clock = createFakeClock();
    const fetch = async () => {
      await clock.advance(2_500);
      return Response.json({ base_currency_code: 'EUR' });
    };
    const port = { ...connect({ baseUrl: 'https://shop.example.com', auth, fetch, clock }) };
    const report = await testConnection({ ...port, root: 'http://shop.example.com/rest' });
    expect(finding(report, 'tls')?.status).toBe('warning');
    expect(finding(report, 'latency')).toMatchObject({ status: 'warning' });
  });

  it('is not tried again when the shop asks for fewer requests', async () => {
    const server = await startServer(json({ message: 'Too Many Requests' }, 429));
    const report = await testConnection(connect({ baseUrl: server.url, auth }));
    expect(finding(report, 'route')?.status).toBe('warning');
    expect(server.requests).toHaveLength(1);
    expect(finding(report, 'credentials')?.status).toBe('skipped');
  });
});
