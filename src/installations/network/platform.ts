import type { NodeHttp } from './node-fetch.js';

/** Looks up all addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** The part of Node's `dns` used here. */
interface NodeDns {
  readonly promises: {
    lookup(
      hostname: string,
      options: { readonly all: true },
    ): Promise<readonly { readonly address: string }[]>;
  };
}

interface NodeModules {
  readonly 'node:dns': NodeDns;
  readonly 'node:http': NodeHttp['http'];
  readonly 'node:https': NodeHttp['https'];
}

interface DenoDns {
  resolveDns?(hostname: string, type: 'A' | 'AAAA'): Promise<readonly string[]>;
}

interface Host {
  readonly process?: {
    readonly versions?: Readonly<Record<string, string | undefined>>;
    readonly getBuiltinModule?: <Name extends keyof NodeModules>(
      name: Name,
    ) => NodeModules[Name] | undefined;
  };
  readonly navigator?: { readonly userAgent?: string };
  readonly Deno?: DenoDns;
}

const host = (): Host => globalThis as Host;

/** Others have modules of these names too, but not all of what they do. */
function isNode({ process, navigator, Deno }: Host): boolean {
  const { node, bun } = process?.versions ?? {};
  return node !== undefined && !bun && !Deno && navigator?.userAgent !== 'Cloudflare-Workers';
}

function builtin<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  return host().process?.getBuiltinModule?.(name);
}

/** Node's own HTTP, or undefined on other platforms. */
export function nodeHttp(): NodeHttp | undefined {
  if (!isNode(host())) return undefined;
  const http = builtin('node:http');
  const https = builtin('node:https');
  return http && https && { http, https };
}

/** A host name with IPv4 addresses alone, or with IPv6 ones, is no failure. */
async function resolveDeno(
  resolveDns: NonNullable<DenoDns['resolveDns']>,
  hostname: string,
): Promise<readonly string[]> {
  const answers = await Promise.allSettled([
    resolveDns(hostname, 'A'),
    resolveDns(hostname, 'AAAA'),
  ]);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [first] = answers;
  if (found.length === 0 && first.status === 'rejected') throw first.reason;
  return found;
}

/** How the platform looks up host names; undefined where it cannot, as in workers and browsers. */
export function platformResolve(): Resolve | undefined {
  const { Deno, navigator } = host();
  const { resolveDns } = Deno ?? {};
  if (resolveDns) return (hostname) => resolveDeno(resolveDns, hostname);
  const dns = navigator?.userAgent === 'Cloudflare-Workers' ? undefined : builtin('node:dns');
  if (!dns) return undefined;
  return async (hostname) => {
    const found = await dns.promises.lookup(hostname, { all: true });
    return found.map(({ address }) => address);
  };
}
