import { baseString } from '../../src/sandbox/auth/base-string.js';
import { oauthParameters } from '../../src/sandbox/auth/protocol.js';
import { hmacSha256 } from '../../src/sandbox/crypto.js';
import type { Engine } from '../../src/sandbox/engine.js';
import type { SandboxRequest } from '../../src/sandbox/request.js';
import { type Recording, readJson, recordingsOf } from './recorded.js';

/** What the recorded store had done before an app asked it for tokens. */
export interface Story {
  /** What the store made up, in the order it is made: consumer, verifier's row, request token, access token. */
  readonly tokens: readonly string[];
  /** Second of the activation. */
  readonly activatedAt: number;
  /** Recordings to play at the moment of the activation. */
  readonly atOnce: readonly string[];
  /** Recordings to play before this one. */
  readonly before: readonly string[];
}

const { handshakeConsumer: consumer } = readJson('credentials') as {
  readonly handshakeConsumer: { readonly consumerKey: string; readonly consumerSecret: string };
};
const requested = 'handshake-20-request-token';
const exchanged = 'handshake-30-access-token';
const earlier: Readonly<Record<string, readonly string[]>> = {
  '21': [requested],
  '22': [requested],
  '24': [requested],
  '25': [requested],
  '30': [requested],
  '31': [requested, exchanged],
  '32': [requested, exchanged],
  '33': [requested, exchanged],
  '35': [requested, exchanged],
};

/** The store's address in the recordings; what goes elsewhere the store has sent itself. */
const store = 'http://127.0.0.1:8088/';

/** Whether a recording holds what the store sent, instead of what it was asked. */
export function isSentByStore(recording: Recording): boolean {
  return recording.file === 'handshake' && !recording.request.url.startsWith(store);
}

/** The handshake a recording belongs to; undefined when it belongs to none. */
export function storyOf({ file, name }: Recording): Story | undefined {
  if (file !== 'handshake') return undefined;
  const number = name.slice(10, 12);
  const before = earlier[number] ?? [];
  switch (number) {
    case '14':
      return { ...second(), activatedAt: 1_795_278_670, atOnce: [], before };
    case '15':
      return { ...second(), activatedAt: 1_795_278_674 - 301, atOnce: [], before };
    case '26': {
      const atOnce = ['handshake-14-request-token-get'];
      return { ...second(), activatedAt: 1_795_278_675 - 301, atOnce, before };
    }
    default:
      return { tokens: first(), activatedAt: 1_795_278_679, atOnce: [], before };
  }
}

function first(): readonly string[] {
  const { consumerKey, consumerSecret } = consumer;
  const verifier = sentParameter(exchanged, 'oauth_verifier');
  return [
    consumerKey,
    consumerSecret,
    ...verifierRow(verifier),
    ...answeredTokens(requested),
    ...answeredTokens(exchanged),
  ];
}

/** The secret of the second consumer was not kept, so its requests are signed anew with this one. */
const lostSecret = 'lost'.repeat(8);

function second(): { readonly tokens: readonly string[] } {
  const last = 'handshake-26-access-token-consumer-expired';
  return {
    tokens: [
      sentParameter(last, 'oauth_consumer_key'),
      lostSecret,
      ...verifierRow(sentParameter(last, 'oauth_verifier')),
      ...answeredTokens('handshake-14-request-token-get'),
      ...answeredTokens(last),
    ],
  };
}

/** Nobody gets to see token and secret of a verifier's row. */
function verifierRow(verifier: string): readonly string[] {
  return ['unseen-token'.padEnd(32, '0'), 'unseen-secret'.padEnd(32, '0'), verifier];
}

function recordingCalled(name: string): Recording {
  const found = recordingsOf('handshake').find((recording) => recording.name === name);
  if (found === undefined) throw new Error(`no recording is called ${name}`);
  return found;
}

function sentParameter(name: string, parameter: string): string {
  const { headers } = recordingCalled(name).request;
  return oauthParameters(headers.authorization ?? '').get(parameter) ?? '';
}

function answeredTokens(name: string): readonly string[] {
  return [...new URLSearchParams(String(recordingCalled(name).response.body)).values()];
}

/** Hands out the texts one after the other. */
export function oneByOne(texts: readonly string[]): () => string {
  const left = [...texts];
  return () => left.shift() ?? 'used-up';
}

/** Makes and activates the integration of a story. */
export async function tell(engine: Engine, now: { value: number }, story: Story): Promise<void> {
  now.value = story.activatedAt * 1000;
  const { integrations } = engine.sandbox;
  const integration = integrations.create({
    name: 'Handshake app',
    callbackUrl: 'http://127.0.0.1:8099/callback',
    identityUrl: 'http://127.0.0.1:8099/login',
  });
  await integrations.activate(integration);
}

/** The request with a signature of the secret the sandbox has in place of the lost one. */
export function signedAnew(request: SandboxRequest): SandboxRequest {
  const authorization = request.headers.authorization ?? '';
  const header = oauthParameters(authorization);
  if (header.get('oauth_consumer_key') !== second().tokens[0]) return request;
  const tokenSecret = header.has('oauth_token') ? second().tokens[6] : '';
  const key = `${lostSecret}&${tokenSecret}`;
  const signature = hmacSha256(key, baseString(request, header, 'laminas'), 'base64');
  return {
    ...request,
    headers: {
      ...request.headers,
      authorization: authorization.replace(
        /oauth_signature="[^"]*"/,
        `oauth_signature="${encodeURIComponent(signature)}"`,
      ),
    },
  };
}
