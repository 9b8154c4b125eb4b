import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/sandbox/engine.js';
import { createSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.js';
import { adminToken, ask, customerToken } from './ask.js';
import { clockAt } from './clock.js';
import { call, keys, signedHeader } from './signing.js';

const url = 'http://shop.test:8088/rest/V1/products/24-MB01';

function shop(options: SandboxOptions = {}): Engine {
  const settings = { products: 10, credentials: { integration: keys }, ...options };
  return createEngine(settings, () => 'https://sandbox.test');
}

/** A call signed for one address and sent to another. */
function signedFor(engine: Engine, signed: string): { status: number; message: string } {
  return call(engine, url, 'GET', signedHeader('GET', signed, {}));
}

async function bearerStatus({ sandbox }: Engine, token: string): Promise<number> {
  return (await ask(sandbox, 'GET', '/V1/products/24-MB01', undefined, token)).status;
}

describe('a proxy before the store', () => {
  it('that drops the port wants the address signed without it', () => {
    const engine = shop({ hostSeenBySignature: (sent) => sent.replace(/:\d+$/, '') });
    expect(signedFor(engine, url).message).toBe('The signature is invalid. Verify and try again.');
    expect(signedFor(engine, url.replace(':8088', '')).status).toBe(200);
    engine.sandbox.configure({ hostSeenBySignature: (sent) => sent });
    expect(signedFor(engine, url).status).toBe(200);
  });

  it('that hides a scheme wants the address signed with the other', () => {
    const engine = shop();
    engine.sandbox.configure({ schemeSeenBySignature: 'https' });
    expect(signedFor(engine, url).status).toBe(401);
    expect(signedFor(engine, url.replace('http:', 'https:')).status).toBe(200);
  });
});

describe('an integration', () => {
  it('out of use signs as a guest, while its Bearer token goes on working', async () => {
    const engine = shop({ integrationAsBearer: true });
    engine.sandbox.integrations.integration.deactivate();
    expect(signedFor(engine, url)).toEqual({
      status: 401,
      message: "The consumer isn't authorized to access %resources.",
    });
    expect(await bearerStatus(engine, keys.accessToken)).toBe(200);
    engine.sandbox.integrations.integration.activate();
    expect(signedFor(engine, url).status).toBe(200);
  });

  it('out of use still has its signature checked', () => {
    const engine = shop();
    engine.sandbox.integrations.integration.deactivate();
    expect(signedFor(engine, 'http://other.test/').message).toContain('signature is invalid');
  });

  it('whose token is revoked is told so when signing, and not as Bearer', async () => {
    const engine = shop({ integrationAsBearer: true });
    engine.sandbox.integrations.integration.revokeToken();
    expect(signedFor(engine, url)).toEqual({
      status: 401,
      message: 'Access token has been revoked',
    });
    expect(await bearerStatus(engine, keys.accessToken)).toBe(401);
    const other = engine.sandbox.credentials.catalogOnly.accessToken;
    expect(await bearerStatus(engine, other)).toBe(200);
  });

  it('that is uninstalled does not exist', () => {
    const engine = shop();
    engine.sandbox.integrations.integration.remove();
    expect(signedFor(engine, url).message).toBe(
      'A consumer having the specified key does not exist',
    );
  });
});

describe('an account', () => {
  it('can be locked and opened', async () => {
    const { sandbox } = shop();
    const { email: username, password } = sandbox.credentials.customer;
    const logIn = async (): Promise<number> =>
      (await ask(sandbox, 'POST', '/V1/integration/customer/token', { username, password })).status;
    sandbox.accounts.customer.lock();
    expect(await logIn()).toBe(401);
    expect(typeof (await adminToken(sandbox))).toBe('string');
    sandbox.accounts.customer.unlock();
    expect(await logIn()).toBe(200);
  });

  it('can lose its tokens, those of the very second too', async () => {
    const clock = clockAt();
    const engine = shop({ clock });
    const { sandbox } = engine;
    const [admin, customer] = [await adminToken(sandbox), await customerToken(sandbox)];
    sandbox.accounts.admin.revokeTokens();
    expect(await bearerStatus(engine, admin)).toBe(401);
    expect(await bearerStatus(engine, await adminToken(sandbox))).toBe(401);
    const own = await ask(sandbox, 'GET', '/V1/customers/me', undefined, customer);
    expect(own.status).toBe(200);
    clock.pass(1);
    expect(await bearerStatus(engine, await adminToken(sandbox))).toBe(200);
  });
});

describe('configure', () => {
  it('changes what it names and nothing else, until a reset', async () => {
    const engine = shop({ tokenLifetimeMinutes: 5 });
    const { sandbox } = engine;
    const lifetime = async (): Promise<number> => {
      const payload = (await adminToken(sandbox)).split('.')[1] ?? '';
      const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return exp - iat;
    };
    sandbox.configure({ integrationAsBearer: true });
    expect(await bearerStatus(engine, keys.accessToken)).toBe(200);
    expect(await lifetime()).toBe(300);
    sandbox.configure({ tokenLifetimeMinutes: 2 });
    expect(await lifetime()).toBe(120);
    expect(await bearerStatus(engine, keys.accessToken)).toBe(200);
    sandbox.reset();
    expect(await lifetime()).toBe(300);
    sandbox.configure({ mailFails: true });
    expect(await lifetime()).toBe(300);
    expect(await bearerStatus(engine, keys.accessToken)).toBe(401);
  });

  it('keeps what an administrator has set up, unless it is about that', async () => {
    const twoFactor = { provider: 'duo_security', activated: false } as const;
    const sandbox = createSandbox({ products: 10, twoFactor });
    const active = async (): Promise<readonly string[]> => {
      const { admin } = sandbox.credentials;
      const { body } = await ask(sandbox, 'POST', '/V1/integration/admin/token', admin);
      return body.parameters.active_providers;
    };
    expect(await active()).toEqual([]);
    const body = { tfaToken: sandbox.mails[0]?.tfaToken };
    await ask(sandbox, 'POST', '/V1/tfa/provider/duo_security/activate', body);
    sandbox.configure({ tokenLifetimeMinutes: 5 });
    expect(await active()).toEqual(['duo_security']);
    sandbox.configure({ twoFactor });
    expect(await active()).toEqual([]);
  });

  it('works on a sandbox behind a server, whose lists go on', async () => {
    await using running = await startSandbox({ products: 10 });
    running.configure({ twoFactor: { provider: 'google', activated: false } });
    const body = JSON.stringify(running.credentials.admin);
    const headers = { 'content-type': 'application/json' };
    const path = '/rest/V1/integration/admin/token';
    expect((await fetch(running.url + path, { method: 'POST', headers, body })).status).toBe(400);
    expect(running.mails).toHaveLength(1);
    expect(running.requests).toHaveLength(1);
  });
});
