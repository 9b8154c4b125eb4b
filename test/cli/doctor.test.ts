import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { closedPort } from '../support/server.js';
import { runCli } from './support/run-cli.js';
import { sandboxEnv } from './support/sandbox-env.js';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('magekit doctor', { timeout: 60_000 }, () => {
  it('prints a checklist', async () => {
    const { code, stdout, stderr } = await runCli(['doctor'], { env: sandboxEnv(sandbox) });
    expect(stdout).toContain(`${sandbox.url}/rest as oauth 1.0a`);
    expect(stdout).toContain('from the environment');
    for (const check of ['address', 'route', 'credentials', 'right', 'version', 'clock']) {
      expect(stdout).toMatch(new RegExp(`^✓ ${check} `, 'm'));
    }
    expect(stdout).toMatch(/The connection works\.\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('says at each failure what to do, and exits 1', async () => {
    const env = { ...sandboxEnv(sandbox), MAGENTO_CONSUMER_SECRET: 'wrong' };
    const { code, stdout } = await runCli(['doctor'], { env });
    expect(stdout).toMatch(/^✗ credentials .*\n {15}→ /m);
    expect(stdout).toMatch(/The connection does not work\.\n$/);
    expect(code).toBe(1);
    const away = await runCli(['doctor'], { env: { MAGENTO_BASE_URL: await closedPort() } });
    expect(away.stdout).toMatch(/^✗ address /m);
    expect(away.code).toBe(1);
  });

  it('is a report for machines', async () => {
    const { stdout } = await runCli(['doctor', '--json'], { env: sandboxEnv(sandbox) });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, caller: 'integration' });
  });

  it.each([[[]], [['--json']]])('never prints a secret: %j', async (options) => {
    const good = sandboxEnv(sandbox);
    const bad = { ...good, MAGENTO_ACCESS_TOKEN_SECRET: 'not-the-right-secret' };
    const { username, password } = sandbox.credentials.admin;
    const login = {
      MAGENTO_BASE_URL: sandbox.url,
      MAGENTO_ADMIN_USERNAME: username,
      MAGENTO_ADMIN_PASSWORD: `${password}!`,
    };
    for (const env of [good, bad, login] as const) {
      const { stdout, stderr } = await runCli(['doctor', ...options], { env });
      const secrets = Object.entries(env).filter(([name]) => /SECRET|TOKEN|PASSWORD/.test(name));
      expect(secrets.length).toBeGreaterThan(0);
      for (const [, secret] of secrets) expect(stdout + stderr).not.toContain(secret);
    }
  });
});
