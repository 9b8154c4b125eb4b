import { describe, expect, it } from 'vitest';
import { signTfat } from '../../src/sandbox/auth/tfat.js';
import { totpCode } from '../../src/sandbox/auth/totp.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { type Answer, ask } from './ask.js';
import { clockAt, type TestClock } from './clock.js';

const google = '/V1/tfa/provider/google';

function shop(options: SandboxOptions): { sandbox: Sandbox; clock: TestClock } {
  const clock = clockAt();
  return { clock, sandbox: createSandbox({ products: 10, clock, ...options }) };
}

function logIn(sandbox: Sandbox): Promise<Answer> {
  return ask(sandbox, 'POST', '/V1/integration/admin/token', sandbox.credentials.admin);
}

function authenticate(sandbox: Sandbox, otp: unknown): Promise<Answer> {
  const body = { ...sandbox.credentials.admin, otp };
  return ask(sandbox, 'POST', `${google}/authenticate`, body);
}

/** The code an authenticator shows, some seconds before now. */
function code(sandbox: Sandbox, clock: TestClock, secondsAgo = 0): string {
  const { secret } = sandbox.credentials.twoFactor.google;
  return totpCode(secret, clock.now() / 1000 - secondsAgo);
}

/** The token of the newest set-up mail. */
async function mailed(sandbox: Sandbox): Promise<string> {
  await logIn(sandbox);
  return sandbox.mails.at(-1)?.tfaToken ?? '';
}

describe('the password route, with two-factor authentication,', () => {
  it('of a shop without a provider asks for an administrator', async () => {
    const { sandbox } = shop({ twoFactor: { provider: [] } });
    const message = 'Please ask an administrator with sufficient access to configure 2FA first';
    expect(await logIn(sandbox)).toMatchObject({ status: 400, body: { message } });
    expect(sandbox.mails).toEqual([]);
  });

  it('sends a mail where the administrator has a provider left to set up', async () => {
    const { sandbox } = shop({ twoFactor: { provider: ['google', 'authy'], activated: false } });
    expect(await logIn(sandbox)).toMatchObject({
      status: 400,
      body: { parameters: { providers: ['google', 'authy'], active_providers: [] } },
    });
    expect(sandbox.mails.map(({ to }) => to)).toEqual(['admin']);
  });

  it('says so where mails cannot be sent', async () => {
    const { sandbox } = shop({ twoFactor: { provider: 'google', activated: false } });
    sandbox.configure({ mailFails: true });
    const message = 'Failed to send the message. Please contact the administrator';
    expect(await logIn(sandbox)).toMatchObject({ status: 400, body: { message } });
    expect(sandbox.mails).toEqual([]);
  });

  it('names the active providers and never gives a token', async () => {
    const { sandbox } = shop({ twoFactor: { provider: ['google', 'u2fkey'] } });
    expect(await logIn(sandbox)).toMatchObject({
      status: 400,
      body: { parameters: { active_providers: ['google', 'u2fkey'] } },
    });
  });
});

describe('google', () => {
  it('is set up with the token of the mail, and gives tokens after that', async () => {
    const { sandbox, clock } = shop({ twoFactor: { provider: 'google', activated: false } });
    const tfaToken = await mailed(sandbox);
    const early = await authenticate(sandbox, code(sandbox, clock));
    expect(early).toMatchObject({ status: 400, body: { message: 'Provider is not configured.' } });
    const { body } = await ask(sandbox, 'POST', `${google}/configure`, { tfaToken });
    expect(body.secret_code).toBe(sandbox.credentials.twoFactor.google.secret);
    expect(Buffer.from(body.qr_code_base64, 'base64').toString('latin1', 1, 4)).toBe('PNG');
    const activate = (otp: string): Promise<Answer> =>
      ask(sandbox, 'POST', `${google}/activate`, { tfaToken, otp });
    expect(await activate('000000')).toMatchObject({ status: 401 });
    expect(await activate(totpCode(body.secret_code, clock.now() / 1000))).toMatchObject({
      status: 200,
      body: [],
    });
    expect((await activate('000000')).body.message).toBe('Provider is already configured.');
    const token = (await authenticate(sandbox, code(sandbox, clock))).body;
    const modules = await ask(sandbox, 'GET', '/V1/modules', undefined, token);
    expect(modules.body).toContain('Magento_TwoFactorAuth');
  });

  it('takes a code again, as a number and from the step before, and none of 90 seconds ago', async () => {
    const { sandbox, clock } = shop({ twoFactor: { provider: 'google' } });
    const now = code(sandbox, clock);
    expect(now).toMatch(/^[1-9]/);
    const statuses = [];
    for (const otp of [now, now, Number(now), code(sandbox, clock, 29)]) {
      statuses.push((await authenticate(sandbox, otp)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(await authenticate(sandbox, code(sandbox, clock, 90))).toMatchObject({
      status: 401,
      body: { message: 'Invalid code.' },
    });
  });

  it('loses the leading zero of a code sent as a number', async () => {
    const { sandbox, clock } = shop({ twoFactor: { provider: 'google' } });
    while (!code(sandbox, clock).startsWith('0')) clock.pass(30);
    expect((await authenticate(sandbox, code(sandbox, clock))).status).toBe(200);
    expect((await authenticate(sandbox, Number(code(sandbox, clock)))).status).toBe(401);
  });

  it('checks the password first, and locks after six wrong ones', async () => {
    const { sandbox, clock } = shop({ twoFactor: true });
    const body = { username: 'admin', password: 'wrong', otp: code(sandbox, clock) };
    for (let n = 0; n < 6; n++) {
      expect((await ask(sandbox, 'POST', `${google}/authenticate`, body)).status).toBe(401);
    }
    const locked = await authenticate(sandbox, code(sandbox, clock));
    expect(locked.body.message).toMatch(/^The account sign-in was incorrect/);
  });

  it('does not lock for wrong codes', async () => {
    const { sandbox, clock } = shop({ twoFactor: true });
    for (let n = 0; n < 12; n++) await authenticate(sandbox, '000000');
    expect((await authenticate(sandbox, code(sandbox, clock))).status).toBe(200);
  });

  it('is not allowed where the shop demands another provider', async () => {
    const { sandbox, clock } = shop({ twoFactor: { provider: 'authy' } });
    expect(await authenticate(sandbox, code(sandbox, clock))).toMatchObject({
      status: 400,
      body: { message: 'Provider is not allowed.' },
    });
  });

  it('has no routes where the module is off, until it is switched on', async () => {
    const { sandbox, clock } = shop({});
    expect((await authenticate(sandbox, code(sandbox, clock))).status).toBe(404);
    sandbox.configure({ twoFactor: { provider: 'google' } });
    expect((await authenticate(sandbox, code(sandbox, clock))).status).toBe(200);
    expect((await logIn(sandbox)).status).toBe(400);
    sandbox.configure({ twoFactor: false });
    expect((await logIn(sandbox)).status).toBe(200);
  });
});

describe('the token of a set-up mail', () => {
  const setUp = (sandbox: Sandbox, tfaToken: string): Promise<Answer> =>
    ask(sandbox, 'POST', `${google}/configure`, { tfaToken });
  const forced = { twoFactor: { provider: 'google', activated: false } } as const;

  it('is base64 of JSON and a signature', async () => {
    const { sandbox } = shop(forced);
    const plain = atob(await mailed(sandbox));
    expect(plain).toMatch(
      /^\{"user_id":1,"tfa_configuration":true,"iss":1800000000\}\.[\w+/]+={0,2}$/,
    );
  });

  it('is good for 3600 seconds', async () => {
    const { sandbox, clock } = shop(forced);
    const token = await mailed(sandbox);
    clock.pass(3599);
    expect((await setUp(sandbox, token)).status).toBe(200);
    clock.pass(1);
    expect(await setUp(sandbox, token)).toMatchObject({
      status: 401,
      body: { message: 'Invalid two-factor authorization token' },
    });
  });

  it.each(['garbage', btoa('{"user_id":1}.x'), signTfat(1, 1_800_000_000, 'another key')])(
    'is no good made up: %s',
    async (token) => {
      const { sandbox } = shop(forced);
      expect((await setUp(sandbox, token)).status).toBe(401);
      const list = `/V1/tfa/tfat-user-providers?tfaToken=${encodeURIComponent(token)}`;
      expect((await ask(sandbox, 'GET', list)).status).toBe(401);
    },
  );
});
