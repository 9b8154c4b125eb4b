import { describe, expect, it, vi } from 'vitest';
import { nodeHttp, platformResolve } from '../../../src/installations/network/platform.js';

describe('the platform', () => {
  it('on Node looks up all addresses of a name', async () => {
    const addresses = await platformResolve()?.('localhost');
    expect(addresses).toContain('127.0.0.1');
    expect(nodeHttp()).toBeDefined();
  });

  it('on Deno looks up both kinds of addresses, of which one may be missing', async () => {
    const records: Record<string, readonly string[]> = { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] };
    const resolveDns = async (_hostname: string, type: string) => {
      const found = records[type];
      if (!found) throw new Error(`no ${type} record`);
      return found;
    };
    vi.stubGlobal('Deno', { resolveDns });
    const resolve = platformResolve();
    expect(await resolve?.('shop.example.com')).toEqual(['192.0.2.1', '2001:db8::1']);
    delete records.A;
    expect(await resolve?.('shop.example.com')).toEqual(['2001:db8::1']);
    delete records.AAAA;
    await expect(resolve?.('shop.example.com')).rejects.toThrow('no A record');
    expect(nodeHttp()).toBeUndefined();
  });

  it('in a worker has neither look-ups nor connections of its own', () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
    expect(platformResolve()).toBeUndefined();
    expect(nodeHttp()).toBeUndefined();
  });

  it('of another kind that speaks as Node is asked for look-ups alone', () => {
    const { getBuiltinModule } = process;
    vi.stubGlobal('process', { versions: { node: '24.0.0', bun: '1.3.0' }, getBuiltinModule });
    expect(platformResolve()).toBeDefined();
    expect(nodeHttp()).toBeUndefined();
  });
});
