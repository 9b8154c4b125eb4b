import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, startSandbox } from '../../src/sandbox/index.js';
import { clockAt } from './clock.js';

describe('the version page', () => {
  const versionOf = (sandbox: Sandbox): Promise<Response> =>
    sandbox.fetch(`${sandbox.url}/magento_version`);

  it('names the line and the edition', async () => {
    const response = await versionOf(createSandbox({ products: 10 }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.text()).toBe('Magento/2.4 (Community)');
  });

  it('can be taken away', async () => {
    const sandbox = createSandbox({ products: 10, versionPage: false });
    const response = await versionOf(sandbox);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/^<!doctype html>/);
    sandbox.configure({ versionPage: true });
    expect((await versionOf(sandbox)).status).toBe(200);
  });
});

describe('the Date of every answer', () => {
  const start = Date.UTC(2031, 0, 2, 3, 4, 5) / 1000;

  it('is that of the clock, without a socket', async () => {
    const clock = clockAt(start);
    const sandbox = createSandbox({ products: 10, clock });
    const dates = [];
    for (const path of ['/rest/V1/store/websites', '/rest/V1/nothing', '/']) {
      dates.push((await sandbox.fetch(sandbox.url + path)).headers.get('date'));
      clock.pass(3600);
    }
    expect(dates).toEqual([
      'Thu, 02 Jan 2031 03:04:05 GMT',
      'Thu, 02 Jan 2031 04:04:05 GMT',
      'Thu, 02 Jan 2031 05:04:05 GMT',
    ]);
  });

  it('is that of the clock over HTTP', async () => {
    await using running = await startSandbox({ products: 10, clock: clockAt(start) });
    const response = await fetch(`${running.url}/rest/V1/store/websites`);
    expect(response.headers.get('date')).toBe('Thu, 02 Jan 2031 03:04:05 GMT');
  });
});
