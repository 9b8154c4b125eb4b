import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { throughTunnel } from '../../examples/on-premise/through-tunnel.js';
import { createMagento, NetworkError, oauth1 } from '../../src/index.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { freePort, skipSsh, startSshd } from '../support/sshd.js';

test.skipIf(skipSsh)(
  'signed calls go through a reverse tunnel under the name of the store, fail while it is cut, and go on',
  async () => {
    await using sandbox = await startSandbox();
    const storePort = Number(new URL(sandbox.url).port);
    const nearEnd = await freePort();
    const sshd = await startSshd(nearEnd);
    const magento = createMagento({
      baseUrl: 'http://shop.internal',
      allowInsecureHttp: true,
      auth: oauth1(sandbox.credentials.integration),
      fetch: throughTunnel('127.0.0.1', nearEnd),
      retry: { soft: 0 },
    });
    const read = () => magento.products.get({ sku: '24-MB01' });
    try {
      const cut = await sshd.tunnel(nearEnd, storePort);
      expect((await read()).sku).toBe('24-MB01');

      await cut();
      await expect(read()).rejects.toThrow(NetworkError);

      const end = await sshd.tunnel(nearEnd, storePort);
      expect((await read()).sku).toBe('24-MB01');
      await end();
    } finally {
      await sshd.stop();
    }
  },
  60_000,
);

test.skipIf(skipSsh)('the key of a tunnel opens no other port', async () => {
  const sshd = await startSshd(await freePort());
  try {
    await expect(sshd.tunnel(await freePort(), 80)).rejects.toThrow(
      /remote port forwarding failed/,
    );
  } finally {
    await sshd.stop();
  }
});

test('the certificate is asked for by the name of the store', async () => {
  const asked: string[] = [];
  const server = createServer({
    SNICallback(name, done) {
      asked.push(name);
      done(new Error('no certificate here'));
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const fetch = throughTunnel('127.0.0.1', (server.address() as AddressInfo).port);
  await expect(fetch('https://shop.internal/rest/V1/modules')).rejects.toThrow();
  expect(asked).toEqual(['shop.internal']);
  await new Promise((done) => server.close(done));
});
