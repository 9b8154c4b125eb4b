import { describe, expect, it } from 'vitest';
import {
  createSandbox,
  type Sandbox,
  type TwoFactorOptions,
  type TwoFactorProvider,
} from '../../src/sandbox/index.js';
import { type Answer, ask } from './ask.js';

function shop(twoFactor: TwoFactorOptions): Sandbox {
  return createSandbox({ products: 10, twoFactor });
}

/** Calls a route of a provider with name and password. */
function signIn(sandbox: Sandbox, path: string, extra: object = {}): Promise<Answer> {
  const body = { ...sandbox.credentials.admin, ...extra };
  return ask(sandbox, 'POST', `/V1/tfa/provider/${path}`, body);
}

/** Calls a route of a provider with the token of a set-up mail. */
async function setUp(sandbox: Sandbox, path: string, extra: object = {}): Promise<Answer> {
  await ask(sandbox, 'POST', '/V1/integration/admin/token', sandbox.credentials.admin);
  const body = { tfaToken: sandbox.mails.at(-1)?.tfaToken, ...extra };
  return ask(sandbox, 'POST', `/V1/tfa/provider/${path}`, body);
}

const isToken = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/);
const refused = (message: string): object => ({ status: 400, body: { message } });

describe('duo_security', () => {
  it('takes its passcode and no other', async () => {
    const sandbox = shop({ provider: 'duo_security' });
    const { passcode } = sandbox.credentials.twoFactor.duo_security;
    const path = 'duo_security/authenticate';
    expect(await signIn(sandbox, path, { passcode })).toMatchObject({ status: 200, body: isToken });
    expect(await signIn(sandbox, path, { passcode: '0000000' })).toMatchObject(
      refused('Invalid response'),
    );
    const old = await signIn(sandbox, path, { signatureResponse: passcode });
    expect(old.body.parameters).toEqual({ fieldName: 'passcode' });
  });

  it('is set up', async () => {
    const sandbox = shop({ provider: 'duo_security', activated: false });
    expect((await setUp(sandbox, 'duo_security/configure')).status).toBe(200);
    expect((await setUp(sandbox, 'duo_security/activate')).body).toEqual([]);
    const { passcode } = sandbox.credentials.twoFactor.duo_security;
    expect((await signIn(sandbox, 'duo_security/authenticate', { passcode })).body).toEqual(
      isToken,
    );
  });
});

describe('authy', () => {
  it('sends a code by message or call and takes it', async () => {
    const sandbox = shop({ provider: 'authy' });
    const { otp } = sandbox.credentials.twoFactor.authy;
    expect(await signIn(sandbox, 'authy/send-token/sms')).toMatchObject({ status: 200, body: [] });
    expect((await signIn(sandbox, 'authy/send-token/call')).status).toBe(200);
    expect(await signIn(sandbox, 'authy/send-token/pigeon')).toMatchObject(
      refused('Unsupported via method'),
    );
    const path = 'authy/authenticate';
    expect((await signIn(sandbox, path, { otp })).body).toEqual(isToken);
    expect(await signIn(sandbox, path, { otp: '1' })).toMatchObject(refused('Token is invalid'));
    expect(await signIn(sandbox, path, { otp: '1 2' })).toMatchObject(
      refused('Invalid code format'),
    );
  });

  it('waits for one touch on the phone', async () => {
    const sandbox = shop({ provider: 'authy' });
    const touch = (): Promise<Answer> => signIn(sandbox, 'authy/authenticate-onetouch');
    expect(await touch()).toMatchObject(refused('No approval requests for this user'));
    await signIn(sandbox, 'authy/send-token/onetouch');
    expect((await touch()).body).toEqual(isToken);
    sandbox.configure({ twoFactor: { provider: 'authy', oneTouchApproved: false } });
    await signIn(sandbox, 'authy/send-token/onetouch');
    expect(await touch()).toMatchObject(refused('Onetouch prompt was denied or timed out.'));
  });

  it('is set up with a phone', async () => {
    const sandbox = shop({ provider: 'authy', activated: false });
    const { otp } = sandbox.credentials.twoFactor.authy;
    expect(await setUp(sandbox, 'authy/activate', { otp })).toMatchObject({ status: 400 });
    const deviceData = { country: '49', phoneNumber: '5551234', method: 'sms' };
    expect((await setUp(sandbox, 'authy/configure', { deviceData })).body).toEqual({
      message: 'Text message sent to the phone.',
      expiration_seconds: '600',
    });
    expect((await setUp(sandbox, 'authy/activate', { otp: '1' })).status).toBe(400);
    expect((await setUp(sandbox, 'authy/activate', { otp })).body).toEqual([]);
    expect((await signIn(sandbox, 'authy/authenticate', { otp })).body).toEqual(isToken);
  });
});

describe('u2fkey', () => {
  it('takes the answer to a challenge, once', async () => {
    const sandbox = shop({ provider: 'u2fkey' });
    const { u2fkey } = sandbox.credentials.twoFactor;
    const verify = (extra: object): Promise<Answer> => signIn(sandbox, 'u2fkey/verify', extra);
    const notSent = refused('U2f authentication prompt not sent.');
    expect(await verify(u2fkey)).toMatchObject(notSent);
    const asked = await signIn(sandbox, 'u2fkey/authentication-challenge');
    const { credentialRequestOptions } = JSON.parse(asked.body.credential_request_options_json);
    expect(credentialRequestOptions.challenge).toHaveLength(16);
    expect(credentialRequestOptions.rpId).toBe('sandbox.test');
    const wrong = { publicKeyCredentialJson: '{"id":"other"}' };
    expect(await verify(wrong)).toMatchObject(refused('Invalid U2F key.'));
    expect((await verify(u2fkey)).body).toEqual(isToken);
    expect(await verify(u2fkey)).toMatchObject(notSent);
  });

  it('is set up with a registration', async () => {
    const sandbox = shop({ provider: 'u2fkey', activated: false });
    const { u2fkey } = sandbox.credentials.twoFactor;
    expect(await setUp(sandbox, 'u2fkey/activate', u2fkey)).toMatchObject(
      refused('U2f key registration was not started.'),
    );
    const { body } = await setUp(sandbox, 'u2fkey/configure');
    expect(JSON.parse(body.credential_request_options_json).publicKey.rp.id).toBe('sandbox.test');
    expect((await setUp(sandbox, 'u2fkey/activate', u2fkey)).body).toEqual([]);
    expect((await signIn(sandbox, 'u2fkey/authentication-challenge')).status).toBe(200);
  });
});

describe('every provider', () => {
  it.each<[TwoFactorProvider, string, object]>([
    ['duo_security', 'authenticate', { passcode: '1' }],
    ['authy', 'authenticate', { otp: '1' }],
    ['u2fkey', 'authentication-challenge', {}],
  ])('%s wants the right password, and to be set up', async (provider, step, extra) => {
    const sandbox = shop({ provider, activated: false });
    const wrong = { ...extra, password: 'wrong' };
    expect((await signIn(sandbox, `${provider}/${step}`, wrong)).status).toBe(401);
    expect(await signIn(sandbox, `${provider}/${step}`, extra)).toMatchObject(
      refused('Provider is not configured.'),
    );
  });
});

describe('the lists of providers', () => {
  const codes = ({ body }: Answer): string[] =>
    body.map(({ code }: { readonly code: string }) => code);

  it('tell what is installed, demanded, and left to set up', async () => {
    const sandbox = shop({ provider: ['google', 'u2fkey'] });
    sandbox.configure({ integrationAsBearer: true });
    const token = sandbox.credentials.integration.accessToken;
    const list = async (path: string): Promise<string[]> =>
      codes(await ask(sandbox, 'GET', `/V1/tfa/${path}`, undefined, token));
    expect(await list('installed-providers')).toEqual([
      'google',
      'duo_security',
      'authy',
      'u2fkey',
    ]);
    expect(await list('forced-providers')).toEqual(['google', 'u2fkey']);
    expect(await list('user-providers/1')).toEqual(['google', 'u2fkey']);
    expect(await list('providers-to-activate/1')).toEqual([]);
    sandbox.configure({ twoFactor: { provider: 'authy', activated: false } });
    expect(await list('providers-to-activate/1')).toEqual(['authy']);
  });

  it('are for administrators, or whoever holds the token of a mail', async () => {
    const sandbox = shop({ provider: 'google', activated: false });
    expect((await ask(sandbox, 'GET', '/V1/tfa/installed-providers')).body).toMatchObject({
      parameters: { resources: 'Magento_TwoFactorAuth::tfa' },
    });
    await setUp(sandbox, 'google/configure');
    const query = `tfaToken=${encodeURIComponent(sandbox.mails.at(-1)?.tfaToken ?? '')}`;
    const own = await ask(sandbox, 'GET', `/V1/tfa/tfat-providers-to-activate?${query}`);
    expect(codes(own)).toEqual(['google']);
  });

  it('hold the one to ask first', async () => {
    const sandbox = shop({ provider: ['google', 'authy'] });
    sandbox.configure({ integrationAsBearer: true });
    const token = sandbox.credentials.integration.accessToken;
    const path = '/V1/tfa/default-provider-code/1';
    const put = (body: object): Promise<Answer> => ask(sandbox, 'PUT', path, body, token);
    expect((await ask(sandbox, 'GET', path, undefined, token)).body).toBe('');
    expect((await put({ providerCode: 'u2fkey' })).status).toBe(404);
    expect((await put({ providerCode: 'authy' })).body).toBe(true);
    expect((await ask(sandbox, 'GET', path, undefined, token)).body).toBe('authy');
    const all = { providersCodes: 'google, authy' };
    expect((await ask(sandbox, 'PUT', '/V1/tfa/user-providers/1', all, token)).body).toBe(true);
  });
});
