import { describe, expect, it } from 'vitest';
import { totpCode } from '../../src/auth/two-factor/totp.js';
import {
  adminToken,
  authy,
  ConfigError,
  createMagento,
  duo,
  promptTwoFactor,
  type TwoFactor,
  totp,
  u2f,
} from '../../src/index.js';
import { type Answerer, json, startServer } from '../support/server.js';

/** The secret of RFC 6238, appendix B, in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const credentials = { username: 'ann', password: 'pa55word' };
const noRoute = json({ message: 'Request does not match any route.' }, 404);
const needed = json(
  { message: 'Please use …', parameters: { active_providers: ['authy', 'google'] } },
  400,
);

/** Logs in with a second factor at a store that answers by script; what the store was sent. */
async function logIn(twoFactor: TwoFactor, ...answers: Answerer[]) {
  const server = await startServer(...answers, json(['Magento_Store']));
  const auth = adminToken({ ...credentials, twoFactor });
  const magento = createMagento({ baseUrl: server.url, auth });
  const modules = await magento.modules.list().catch((error: unknown) => error);
  const sent = server.requests
    .slice(0, -1)
    .map(({ url, body }) => [url.replace(/^\/rest\/V1\//, ''), JSON.parse(body)]);
  return { modules, sent, last: server.requests.at(-1) };
}

describe('totp', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('gives the code of RFC 6238 at %i s, zeros included', async (seconds, code) => {
    expect(await totpCode(SECRET, seconds * 1000)).toBe(code);
    expect(await totpCode(SECRET.toLowerCase().replace(/(.{4})/g, '$1 '), seconds * 1000)).toBe(
      code,
    );
  });

  it('logs in at the provider’s own address, with the code as a text', async () => {
    const { modules, sent, last } = await logIn(totp({ secret: SECRET }), json('token-1'));
    expect(modules).toEqual(['Magento_Store']);
    expect(sent).toEqual([
      [
        'tfa/provider/google/authenticate',
        { ...credentials, otp: expect.stringMatching(/^\d{6}$/) },
      ],
    ]);
    expect(last?.headers.authorization).toBe('Bearer token-1');
  });

  it('logs in plainly where the module is switched off', async () => {
    const { modules, sent } = await logIn(totp({ secret: SECRET }), noRoute, json('token-1'));
    expect(modules).toEqual(['Magento_Store']);
    expect(sent.map(([path]) => path)).toEqual([
      'tfa/provider/google/authenticate',
      'integration/admin/token',
    ]);
  });

  it('wants a secret in base32', () => {
    expect(() => totp({ secret: 'not-base32!' })).toThrow(ConfigError);
  });
});

describe('other factors', () => {
  it('duo sends a passcode', async () => {
    const { sent } = await logIn(duo({ passcode: async () => '123456' }), json('t'));
    expect(sent).toEqual([
      ['tfa/provider/duo_security/authenticate', { ...credentials, passcode: '123456' }],
    ]);
  });

  it('duo answers a challenge on stores up to 2.4.7', async () => {
    const challenge = { signature: 'TX|…', api_hostname: 'api.example.com' };
    const factor = duo({ signatureResponse: ({ signature }) => `AUTH|${signature}` });
    const { sent } = await logIn(factor, json(challenge), json('t'));
    expect(sent).toEqual([
      ['tfa/provider/duo_security/get-authentication-data', credentials],
      [
        'tfa/provider/duo_security/authenticate',
        { ...credentials, signatureResponse: 'AUTH|TX|…' },
      ],
    ]);
  });

  it('authy sends the code that its app shows, or has one sent first', async () => {
    const otp = () => '0123456';
    expect((await logIn(authy({ otp }), json('t'))).sent).toEqual([
      ['tfa/provider/authy/authenticate', { ...credentials, otp: '0123456' }],
    ]);
    expect((await logIn(authy({ via: 'sms', otp }), json([]), json('t'))).sent[0]?.[0]).toBe(
      'tfa/provider/authy/send-token/sms',
    );
  });

  it('authy waits for one touch on the phone', async () => {
    const { sent } = await logIn(authy({ via: 'onetouch' }), json([]), json('t'));
    expect(sent.map(([path]) => path)).toEqual([
      'tfa/provider/authy/send-token/onetouch',
      'tfa/provider/authy/authenticate-onetouch',
    ]);
  });

  it('u2f has a security key sign the challenge', async () => {
    const challenge = json({ credential_request_options_json: '{"challenge":[1]}' });
    const { sent } = await logIn(
      u2f({ sign: (options) => `signed ${options}` }),
      challenge,
      json('t'),
    );
    expect(sent).toEqual([
      ['tfa/provider/u2fkey/authentication-challenge', credentials],
      [
        'tfa/provider/u2fkey/verify',
        { ...credentials, publicKeyCredentialJson: 'signed {"challenge":[1]}' },
      ],
    ]);
  });
});

describe('promptTwoFactor', () => {
  it('asks for a code only when the store wants one, naming the providers', async () => {
    const asked: unknown[] = [];
    const factor = promptTwoFactor((question) => {
      asked.push(question);
      return { provider: 'google', code: '012345' };
    });
    const plain = await logIn(factor, json('t'));
    expect([asked, plain.sent.map(([path]) => path)]).toEqual([[], ['integration/admin/token']]);
    const { sent } = await logIn(factor, needed, json('t'));
    expect(asked).toEqual([{ providers: ['authy', 'google'] }]);
    expect(sent[1]).toEqual([
      'tfa/provider/google/authenticate',
      { ...credentials, otp: '012345' },
    ]);
  });

  it('takes the first provider when none is named, and refuses one without codes', async () => {
    const { sent } = await logIn(
      promptTwoFactor(() => ({ code: '1' })),
      needed,
      json('t'),
    );
    expect(sent[1]?.[0]).toBe('tfa/provider/authy/authenticate');
    const wrong = await logIn(
      promptTwoFactor(() => ({ provider: 'u2fkey', code: '1' })),
      needed,
    );
    expect(wrong.modules).toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('google'),
    });
  });
});

describe('without a second factor', () => {
  it('the error names the providers that are set up and those to set up', async () => {
    const server = await startServer(
      json(
        {
          message: 'You are required …',
          parameters: { providers: ['google', 'duo_security'], active_providers: ['google'] },
        },
        400,
      ),
    );
    const magento = createMagento({ baseUrl: server.url, auth: adminToken(credentials) });
    await expect(magento.modules.list()).rejects.toMatchObject({
      code: 'TWO_FACTOR_REQUIRED',
      activeProviders: ['google'],
      providersToSetUp: ['duo_security'],
      hint: expect.stringContaining('totp({ secret })'),
    });
  });
});
