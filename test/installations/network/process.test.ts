import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'magekit-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOST = 'shop.example.com';
const script = fileURLToPath(new URL('./support/ask-and-end.ts', import.meta.url));

/** A certificate of its own making, or undefined where there is no openssl. */
function makeCertificate(): { readonly key: Buffer; readonly cert: Buffer } | undefined {
  const file = (name: string) => join(folder, name);
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const output = ['-keyout', file('key.pem'), '-out', file('cert.pem'), '-days', '2'];
  try {
    execFileSync('openssl', [...args, ...subject, ...output], { stdio: 'ignore' });
    return { key: readFileSync(file('key.pem')), cert: readFileSync(file('cert.pem')) };
  } catch {
    return undefined;
  }
}

const certificate = makeCertificate();

async function listen(server: Server): Promise<number | undefined> {
  // Leaves it to the other side to close a connection.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}

/** What a process of its own prints, and how long it lives after that. */
async function runProcess(url: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, url], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(child.stdout, 'data');
  const printedAt = performance.now();
  const [code] = await once(child, 'exit');
  return { printed: String(printed).trim(), code, livesMs: performance.now() - printedAt };
}

const greet: RequestListener = (_request, response) => void response.end('hello');

describe('a process that has asked a store', () => {
  it('ends by itself, though the connection is kept', async () => {
    const port = await listen(createHttpServer(greet));
    const { printed, code, livesMs } = await runProcess(`http://${HOST}:${port}/`);
    expect([printed, code]).toEqual(['hello', 0]);
    // A connection that counts would keep it for 4 seconds.
    expect(livesMs).toBeLessThan(2500);
  });

  it.skipIf(!certificate)('has checked the certificate', async () => {
    const port = await listen(createHttpsServer({ ...certificate }, greet));
    const trust = { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') };
    const results = await Promise.all([
      runProcess(`https://${HOST}:${port}/`, trust),
      runProcess(`https://other.example.com:${port}/`, trust),
      runProcess(`https://${HOST}:${port}/`),
    ]);
    expect(results.map(({ printed }) => printed)).toEqual([
      'hello',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ]);
  });
});
