import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createInstallations, memoryInstallationStore } from '../../src/installations/index.js';
import { createSigner } from '../../src/oauth1/signer.js';
import { loadRecordings, type Recording, toResponse } from '../recordings/load.js';
import { createBrowser, resolve, secret } from './support/app.js';

const recordings = loadRecordings().filter(({ file }) => file === 'handshake');
const named = (part: string): Recording => {
  const found = recordings.find(({ name }) => name.includes(part));
  if (!found) throw new Error(`no recording ${part}`);
  return found;
};
const credentials = JSON.parse(
  readFileSync(new URL('../data/recordings/credentials.json', import.meta.url), 'utf8'),
);
const { consumerKey, consumerSecret } = credentials.handshakeConsumer;
const store = 'http://127.0.0.1:8088';

/** Header parameters as they were sent. */
function sentParameters({ request }: Recording): ReadonlyMap<string, string> {
  const text = (request.headers.authorization ?? '').replace(/^OAuth /, '');
  return new Map(
    text.split(', ').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, decodeURIComponent(value.replaceAll('"', ''))];
    }),
  );
}

/** Takes an app up to the step of a recording, which the store then answers as recorded. */
async function handshakeUpTo(recording: Recording) {
  const failures: string[] = [];
  const sent: { method: string; url: string; body: unknown; authorization: string }[] = [];
  const isAccess = recording.request.url.endsWith('/access');
  const app = createInstallations({
    store: memoryInstallationStore(),
    secret,
    resolve,
    trustedOrigins: [store],
    onIdentify: () => ({ account: 'acme' }),
    onFailed: ({ error }) => {
      failures.push(error.code);
      return undefined;
    },
    fetch: async (url, init) => {
      const authorization = new Headers(init?.headers).get('authorization') ?? '';
      sent.push({ method: init?.method ?? '', url: String(url), body: init?.body, authorization });
      const isFirst = String(url).endsWith('/request');
      return toResponse(isFirst && isAccess ? named('handshake-20') : recording);
    },
  });
  const { headers, body = '' } = named('handshake-10').request;
  const callback = await app.handleCallback(
    new Request('https://app.example/c', {
      method: 'POST',
      headers: {
        'content-type': headers['content-type'] ?? '',
        'user-agent': headers['user-agent'] ?? '',
      },
      body,
    }),
  );
  const back = encodeURIComponent(`${store}/admin/`);
  const url = `https://app.example/i?oauth_consumer_key=${consumerKey}&success_call_back=${back}`;
  const person = await createBrowser().open(app.handleIdentity, url);
  return { app, callback, person, failures, sent };
}

/** What each recorded answer of a token endpoint leads to; undefined where it is a token. */
const outcomes: Readonly<Record<string, string | undefined>> = {
  'handshake-11-request-token-bad-signature': 'HANDSHAKE_SIGNATURE',
  'handshake-12-request-token-unknown-consumer': 'HANDSHAKE_REFUSED',
  'handshake-13-request-token-no-authorization': 'HANDSHAKE_REFUSED',
  'handshake-14-request-token-get': undefined,
  'handshake-15-request-token-consumer-expired': 'HANDSHAKE_EXPIRED',
  'handshake-20-request-token': undefined,
  'handshake-21-request-token-again': 'HANDSHAKE_USED',
  'handshake-22-access-token-wrong-verifier': 'HANDSHAKE_VERIFIER',
  'handshake-24-access-token-no-verifier': 'HANDSHAKE_REFUSED',
  'handshake-25-access-token-bad-signature': 'HANDSHAKE_SIGNATURE',
  'handshake-26-access-token-consumer-expired': undefined,
  'handshake-30-access-token': undefined,
  'handshake-31-access-token-reused-request-token': 'HANDSHAKE_USED',
  'handshake-32-request-token-after-exchange': 'HANDSHAKE_USED',
};

describe('recorded answers of a real token endpoint', () => {
  it('are all looked at: 1 callback, 14 exchanges, and 2 calls, which are among the calls', () => {
    const others = recordings.filter(({ name }) => !(name in outcomes)).map(({ name }) => name);
    console.info(`recordings handshake: ${recordings.length} checked by the app`);
    expect(recordings).toHaveLength(17);
    expect(others).toEqual([
      'handshake-10-activation-post-to-callback',
      'handshake-33-api-call-with-access-token',
      'handshake-35-api-call-with-request-token',
    ]);
  });

  it.each(Object.entries(outcomes))('%s ends as %s', async (name, code) => {
    const { callback, person, failures, app } = await handshakeUpTo(named(name));
    expect(callback.status).toBe(200);
    expect(failures).toEqual(code === undefined ? [] : [code]);
    expect(person.status === 303).toBe(code === undefined);
    expect((await app.get('http://127.0.0.1:8088'))?.status).toBe(
      code === undefined ? 'active' : undefined,
    );
  });
});

describe('recorded requests', () => {
  it('are what the app sends: same method, address, empty body and parameters', async () => {
    const { sent } = await handshakeUpTo(named('handshake-30'));
    expect(sent).toHaveLength(2);
    for (const [at, part] of ['handshake-20', 'handshake-30'].entries()) {
      const { request } = named(part);
      const { method, url, body, authorization } = sent[at] ?? {};
      expect([method, url, body]).toEqual([request.method, request.url, undefined]);
      const own = sentParameters({
        ...named(part),
        request: { ...request, headers: { authorization: authorization ?? '' } },
      });
      const recorded = sentParameters(named(part));
      expect([...own.keys()].sort()).toEqual([...recorded.keys()].sort());
      for (const same of [
        'oauth_consumer_key',
        'oauth_token',
        'oauth_verifier',
        'oauth_version',
        'oauth_signature_method',
      ]) {
        expect(own.get(same)).toBe(recorded.get(same));
      }
    }
  });

  it.each([
    'handshake-20',
    'handshake-21',
    'handshake-22',
    'handshake-24',
    'handshake-30',
    'handshake-31',
    'handshake-32',
  ])('have the signature that the app would make: %s', async (part) => {
    const { request } = named(part);
    const sent = sentParameters(named(part));
    const token = sent.get('oauth_token');
    const [, secretOfToken = ''] =
      /oauth_token_secret=(\w+)/.exec(String(named('handshake-20').response.body)) ?? [];
    const signer = createSigner({
      consumerKey,
      consumerSecret,
      ...(token === undefined ? {} : { accessToken: token, accessTokenSecret: secretOfToken }),
      verifier: sent.get('oauth_verifier'),
    });
    const moment = {
      nonce: sent.get('oauth_nonce') ?? '',
      timestamp: Number(sent.get('oauth_timestamp')),
    };
    for (const engine of ['zend', 'laminas', 'hmac'] as const) {
      const header = await signer.sign(request, moment, engine);
      const [, signature = ''] = /oauth_signature="([^"]+)"/.exec(header) ?? [];
      expect(decodeURIComponent(signature)).toBe(sent.get('oauth_signature'));
    }
  });
});
