import { describe, expect, it } from 'vitest';
import type { WebHandler } from '../../../src/installations/node.js';
import { hosts } from './support/hosts.js';

const FORM = 'application/x-www-form-urlencoded';

/** Says what of a request has arrived. */
const describeRequest: WebHandler = async (request) => {
  const { method, url, headers } = request;
  const form = [...new URLSearchParams(await request.text())];
  return Response.json({ method, url, type: headers.get('content-type'), form });
};

/** Reads no more of a body than it wants to. */
const readLittle: WebHandler = async (request) => {
  const reader = request.body?.getReader();
  let length = 0;
  while (length <= 8192) {
    const part = await reader?.read();
    if (!part || part.done) return new Response('all of it');
    length += part.value.byteLength;
  }
  await reader?.cancel();
  return new Response('too large', { status: 413 });
};

describe.each(hosts)('a handler in $name', ({ start, parses = false, closes = false }) => {
  it('gets a form', async () => {
    const { url } = await start(describeRequest);
    const body =
      'oauth_consumer_key=a%26b&store_base_url=https%3A%2F%2Fa.example%2F&x=%C3%A4+%2B&empty=';
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': FORM }, body });
    expect(await response.json()).toEqual({
      method: 'POST',
      url,
      type: FORM,
      form: [
        ['oauth_consumer_key', 'a&b'],
        ['store_base_url', 'https://a.example/'],
        ['x', 'ä +'],
        ['empty', ''],
      ],
    });
  });

  it('sees that a field is repeated', async () => {
    const { url } = await start(describeRequest);
    const body = new URLSearchParams('a=1&b=2&a=3&a=1');
    const { form } = await (await fetch(url, { method: 'POST', body })).json();
    expect(form.filter(([name]: string[]) => name === 'a')).toEqual([
      ['a', '1'],
      ['a', '3'],
      ['a', '1'],
    ]);
    expect(form).toContainEqual(['b', '2']);
  });

  it('gets a request without a body', async () => {
    const { url } = await start(describeRequest);
    const response = await fetch(url, { method: 'POST' });
    expect(await response.json()).toMatchObject({ method: 'POST', form: [] });
  });

  it('gets path and query as they were sent', async () => {
    const { url } = await start(describeRequest);
    const address = `${url}?oauth_consumer_key=a%2Fb&success_call_back=https%3A%2F%2Fa.example%2Fx%3Fy&c=1+2&c=`;
    expect(await (await fetch(address)).json()).toMatchObject({ method: 'GET', url: address });
  });

  it('sets two cookies', async () => {
    const { url } = await start(async () => {
      const headers = new Headers({ 'x-a': 'b' });
      headers.append('set-cookie', 'a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT');
      headers.append('set-cookie', 'b=2; HttpOnly');
      return new Response('ok', { headers });
    });
    const response = await fetch(url);
    expect(response.headers.getSetCookie()).toEqual([
      'a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
      'b=2; HttpOnly',
    ]);
    expect(response.headers.get('x-a')).toBe('b');
  });

  it('gets the cookies and headers of the browser', async () => {
    const { url } = await start(async ({ headers }) =>
      Response.json([headers.get('cookie'), headers.get('x-a')]),
    );
    const response = await fetch(url, { headers: { cookie: 'a=1; b=2', 'x-a': 'b' } });
    expect(await response.json()).toEqual(['a=1; b=2', 'b']);
  });

  it('redirects', async () => {
    const { url } = await start(async () => Response.redirect('https://a.example/admin?x=1', 303));
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('https://a.example/admin?x=1');
    expect(await response.text()).toBe('');
  });

  it('answers HEAD without a body', async () => {
    const { url } = await start(
      async ({ method }) => new Response('body', { headers: { 'x-method': method } }),
    );
    const response = await fetch(url, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-method')).toBe('HEAD');
    expect(await response.text()).toBe('');
    expect(await (await fetch(url)).text()).toBe('body');
  });

  it('that rejects gives a plain 500 without details', async () => {
    const { url } = await start(async () => {
      throw new Error('hunter2');
    });
    const response = await fetch(url, { method: 'POST', body: 'a=1' });
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe('Internal Server Error');
    expect((await fetch(url)).status).toBe(500);
  });

  // Where a parser of the framework reads the body first, its limit counts.
  if (!parses) {
    it('refuses a body of 1 MB after 8 KB, and answers what follows', async () => {
      const { url } = await start(readLittle);
      for (let n = 0; n < (closes ? 1 : 3); n++) {
        const body = 'x'.repeat(1 << 20);
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': FORM },
          body,
        });
        expect([response.status, await response.text()]).toEqual([413, 'too large']);
      }
      const headers: Record<string, string> = closes ? { connection: 'close' } : {};
      const response = await fetch(url, { method: 'POST', headers, body: 'a=1' });
      expect(await response.text()).toBe('all of it');
    });
  }

  it('learns that the client goes away', async () => {
    const client = new AbortController();
    let gone = (_reason: unknown) => {};
    const left = new Promise((resolve) => {
      gone = resolve;
    });
    const { url } = await start(async ({ signal }) => {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
        client.abort();
      });
      gone(signal.aborted);
      return new Response('to nobody');
    });
    const work = fetch(url, { method: 'POST', body: 'a=1', signal: client.signal });
    await expect(work).rejects.toThrow();
    expect(await left).toBe(true);
  });

  it('is not told that the client has gone when all is well', async () => {
    const signals: AbortSignal[] = [];
    const { url, server } = await start(async (request) => {
      signals.push(request.signal);
      return new Response(await request.text());
    });
    expect(await (await fetch(url, { method: 'POST', body: 'a=1' })).text()).toBe('a=1');
    server.closeAllConnections();
    await fetch(url);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });
});
