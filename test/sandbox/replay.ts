import { readdirSync, readFileSync } from 'node:fs';
import { signJwt } from '../../src/sandbox/auth/jwt.js';
import { signTfat } from '../../src/sandbox/auth/tfat.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import type { SandboxRequest, SandboxResponse } from '../../src/sandbox/request.js';
import { createEngine, type Engine } from '../../src/sandbox/sandbox.js';

/** A request and the answer a real store gave. */
export interface Recording {
  readonly name: string;
  readonly file: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: { readonly status: number; readonly body: unknown };
}

const folder = new URL('../data/recordings/', import.meta.url);

/** Reads a file of the recordings, without the tables some hold. */
export function recordingsOf(file: string): readonly Recording[] {
  const list = readJson(file) as readonly Recording[];
  return list.filter((entry) => entry.request !== undefined).map((entry) => ({ ...entry, file }));
}

/** A file of the recordings as it is. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8'));
}

/** Every recording there is. */
export function allRecordings(): readonly Recording[] {
  const files = readdirSync(folder).map((name) => name.replace('.json', ''));
  return files.filter((name) => name !== 'credentials').flatMap(recordingsOf);
}

type Four = Record<'consumerKey' | 'consumerSecret' | 'accessToken' | 'accessTokenSecret', string>;
const recorded = readJson('credentials') as {
  readonly adminUser: { readonly username: string; readonly password: string };
  readonly integrationAllRights: Four;
  readonly integrationCatalogOnly: Four;
};

/** A sandbox with the data and the credentials of the recorded store. */
export function labEngine(now: { value: number }, options: SandboxOptions = {}): Engine {
  return createEngine(
    {
      profile: 'lab',
      integrationAsBearer: true,
      clock: { now: () => now.value },
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
  );
}

/** The secret the recorded store handed out when the authenticator was set up. */
function recordedSecret(): string {
  const [, secret = ''] =
    /"secret_code":"(\w+)"/.exec(JSON.stringify(readJson('two-factor'))) ?? [];
  return secret;
}

/** Asks a sandbox what the real store was asked, at the time it was asked. */
export function replay(
  engine: Engine,
  now: { value: number },
  recording: Recording,
): SandboxResponse {
  const request = requestOf(engine, recording);
  const authorization = request.headers.authorization ?? '';
  now.value = timeOf(recording, authorization);
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
      body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    ),
  };
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
