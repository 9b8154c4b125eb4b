import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { type Answer, adminToken, ask, customerToken } from './ask.js';
import { clockAt } from './clock.js';

function logIn(
  sandbox: Sandbox,
  username: string,
  password: string,
  kind: 'admin' | 'customer' = 'admin',
): Promise<Answer> {
  return ask(sandbox, 'POST', `/V1/integration/${kind}/token`, { username, password });
}

async function failTimes(sandbox: Sandbox, times: number, username = 'admin'): Promise<void> {
  for (let n = 0; n < times; n++) await logIn(sandbox, username, 'wrong');
}

const right = 'Admin12345';

describe('the lock of the sign-in', () => {
  it('is one for each name and each kind of user', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { email, password } = sandbox.credentials.customer;
    await failTimes(sandbox, 6, 'nobody');
    await failTimes(sandbox, 6, email);
    expect((await logIn(sandbox, 'admin', right)).status).toBe(200);
    expect((await logIn(sandbox, email, password, 'customer')).status).toBe(200);
  });

  it('counts from the sixth failure, and tries during it do not prolong it', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({ products: 10, clock });
    await failTimes(sandbox, 6);
    clock.pass(1700);
    await failTimes(sandbox, 3);
    clock.pass(100);
    expect((await logIn(sandbox, 'admin', right)).status).toBe(200);
  });

  it('forgets failures of half an hour ago', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({ products: 10, clock });
    await failTimes(sandbox, 5);
    clock.pass(1800);
    await failTimes(sandbox, 1);
    expect((await logIn(sandbox, 'admin', right)).status).toBe(200);
  });
});

describe('a customer', () => {
  it('whose e-mail address is not confirmed is told so, with the right password only', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const customer = {
      email: 'new@example.com',
      firstname: 'A',
      lastname: 'B',
      confirmation: 'key',
    };
    const made = { customer, password: 'Passw0rd!9' };
    expect((await ask(sandbox, 'POST', '/V1/customers', made, token)).status).toBe(200);
    expect(await logIn(sandbox, customer.email, made.password, 'customer')).toMatchObject({
      status: 401,
      body: { message: "This account isn't confirmed. Verify and try again." },
    });
    const { body } = await logIn(sandbox, customer.email, 'wrong', 'customer');
    expect(body.message).toMatch(/^The account sign-in was incorrect/);
  });
});

describe('the lifetime of tokens', () => {
  it.each([
    [60, 3600],
    [1, 60],
    [0, 1800],
    [-5, 1800],
  ])('set to %i minutes is %i seconds', async (tokenLifetimeMinutes, seconds) => {
    const sandbox = createSandbox({ products: 10, tokenLifetimeMinutes });
    const payload = (await customerToken(sandbox)).split('.')[1] ?? '';
    const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(exp - iat).toBe(seconds);
  });
});
