import { signJwt } from '../../src/sandbox/auth/jwt.js';
import { signTfat } from '../../src/sandbox/auth/tfat.js';
import { createEngine, type Engine } from '../../src/sandbox/engine.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import type { SandboxRequest, SandboxResponse } from '../../src/sandbox/request.js';
import { signedAnew } from './handshake-story.js';
import { type Recording, readJson } from './recorded.js';

type Four = Record<'consumerKey' | 'consumerSecret' | 'accessToken' | 'accessTokenSecret', string>;
const recorded = readJson('credentials') as {
  readonly adminUser: { readonly username: string; readonly password: string };
  readonly integrationAllRights: Four;
  readonly integrationCatalogOnly: Four;
};

/** A sandbox with the data and the credentials of the recorded store. */
export function labEngine(
  now: { value: number },
  options: SandboxOptions = {},
  newToken?: () => string,
): Engine {
  return createEngine(
    {
      profile: 'lab',
      integrationAsBearer: true,
      clock: { now: () => now.value },
      callbackFetch: async () => new Response('ok'),
      ...options,
      credentials: {
        admin: recorded.adminUser,
        integration: recorded.integrationAllRights,
        catalogOnly: recorded.integrationCatalogOnly,
        twoFactor: { google: { secret: recordedSecret() } },
        ...options.credentials,
      },
    },
    () => 'http://127.0.0.1:8088',
    newToken,
  );
}

/** The secret the recorded store handed out when the authenticator was set up. */
function recordedSecret(): string {
  const [, secret = ''] =
    /"secret_code":"(\w+)"/.exec(JSON.stringify(readJson('two-factor'))) ?? [];
  return secret;
}

/** Asks a sandbox what the real store was asked, by default at the time it was asked. */
export function replay(
  engine: Engine,
  now: { value: number },
  recording: Recording,
  at?: number,
): SandboxResponse {
  const request = signedAnew(requestOf(engine, recording));
  const authorization = request.headers.authorization ?? '';
  now.value = at ?? timeOf(recording, authorization);
  return engine.answer({
    ...request,
    headers: { ...request.headers, authorization: ownToken(engine, authorization) },
  });
}

function requestOf(engine: Engine, recording: Recording): SandboxRequest {
  const { method, url, headers, body } = recording.request;
  const [, scheme = 'http', host = '', target = '/'] = /^(https?):\/\/([^/]+)(.*)$/.exec(url) ?? [];
  return {
    method,
    scheme: scheme === 'https' ? 'https' : 'http',
    host: headers.host ?? host,
    target: ownTfat(engine, target),
    headers,
    body: ownTfat(
      engine,
      inFull(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
    ),
  };
}

/** The recordings cut long bodies and say how long they were. */
function inFull(body: string): string {
  return body.replace(/<(\w) repeated (\d+) times, cut here>/, (_, char: string, times: string) =>
    char.repeat(Number(times)),
  );
}

/** The moment of a call: its token is just made, or long dead; its timestamp may lie about it. */
function timeOf(recording: Recording, authorization: string): number {
  const claims = claimsOf(authorization);
  const issued = claimsOf(`Bearer ${String(recording.response.body)}`);
  if (issued !== undefined) return issued.iat * 1000;
  // The moment the codes of the recorded set-up belong to.
  if (recording.name.startsWith('tfa-')) return 1_795_277_755_000;
  if (recording.name.endsWith('jwt-expired')) return (claims?.exp ?? 0) * 1000;
  if (claims !== undefined) return (claims.iat + 1) * 1000;
  if (recording.name.startsWith('oauth-timestamp-future'))
    return Date.UTC(2026, 10, 21, 16, 28, 55);
  const signed = /oauth_timestamp="?(\d{10})"/.exec(authorization)?.[1];
  if (recording.file === 'handshake') return Number(signed ?? 0) * 1000;
  return Math.max(Number(signed ?? 0) * 1000, Date.UTC(2026, 10, 21, 16, 50));
}

/** The recorded token of the set-up mail, signed as the sandbox signs it. */
function ownTfat(engine: Engine, text: string): string {
  return text.replace(/eyJ1c2VyX2lkIjox[\w+/=]+/g, (token) => {
    const issued = /"iss":(\d+)/.exec(atob(token))?.[1] ?? '';
    return signTfat(1, Number(issued), engine.tokenKey);
  });
}

/** What a recorded token says. */
export interface RecordedClaims {
  readonly uid: number;
  readonly utypid: 2 | 3;
  readonly iat: number;
  readonly exp: number;
}

/** The claims of the token in a header; undefined when it holds none. */
export function claimsOf(authorization: string): RecordedClaims | undefined {
  const payload = /^bearer eyJraWQ[\w-]+\.([\w-]+)\.[\w-]+$/i.exec(authorization)?.[1];
  if (payload === undefined) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as RecordedClaims;
}

/** The recorded store's key is its own: the same claims are signed with the sandbox's. */
function ownToken(engine: Engine, authorization: string): string {
  const claims = claimsOf(authorization);
  if (claims === undefined) return authorization;
  return `${authorization.split(' ')[0]} ${signJwt(claims, engine.tokenKey)}`;
}
