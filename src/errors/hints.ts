import type { Caller } from '../auth/authenticator.js';
import type { MagentoMessage } from './message.js';

/** What is known about a refused attempt when a hint is looked for. */
export interface HintFacts {
  readonly status: number;
  readonly said: MagentoMessage;
  /** Whether the answer was Magento's JSON. */
  readonly json: boolean;
  readonly text: string;
  readonly authenticator: string;
  readonly caller: Caller;
  /** The refused ACL resource, when the store named one. */
  readonly resources: string | undefined;
  readonly proven: boolean;
  /** Whether the answer was to a login. */
  readonly login: boolean;
  readonly server: string;
}

type Rule = readonly [when: (facts: HintFacts) => boolean, hint: (facts: HintFacts) => string];

const parameter = (facts: HintFacts, name: string): unknown =>
  Array.isArray(facts.said.parameters)
    ? undefined
    : (facts.said.parameters as Record<string, unknown> | undefined)?.[name];

const says = (facts: HintFacts, pattern: RegExp) => pattern.test(facts.said.template);

/** The first rule that fits wins. Texts are matched for hints only; the kind of error never depends on them. */
const rules: readonly Rule[] = [
  [
    (f) => parameter(f, 'active_providers') !== undefined,
    () =>
      'This admin logs in with two-factor authentication: adminToken({ …, twoFactor: totp({ secret }) }), or duo, authy, u2f, promptTwoFactor. A token made elsewhere goes in as adminToken({ token }); programs that run unattended are better off with an integration.',
  ],
  [
    (f) => f.resources === 'self' && f.caller === 'customer',
    () =>
      'The session or token has ended, or the customer belongs to another website than the store view of this call.',
  ],
  [
    (f) => f.resources === 'self',
    () => 'Only a logged-in customer may call this. Use customerToken().',
  ],
  [
    (f) => f.resources !== undefined && f.caller === 'guest',
    (f) => `Guests may not call this. Authenticate with the right "${f.resources}".`,
  ],
  [
    (f) => f.resources !== undefined && f.caller === 'customer',
    (f) =>
      `This is for admins and integrations with the right "${f.resources}", not for customers.`,
  ],
  [
    (f) => f.resources !== undefined && f.proven && f.caller === 'integration',
    (f) =>
      `Give the integration the right "${f.resources}" (System → Integrations → API), and see that it is active.`,
  ],
  [
    (f) => f.resources !== undefined && f.proven,
    (f) => `Give the user's role the right "${f.resources}" (System → User Roles).`,
  ],
  [
    (f) => f.resources !== undefined && f.authenticator === 'integration bearer',
    (f) =>
      `Since Magento 2.4.4 integration tokens work as Bearer only with oauth/consumer/enable_integration_as_bearer = 1. Switch it on, or use oauth1() with the same four credentials. Else the integration lacks the right "${f.resources}".`,
  ],
  [
    (f) => f.resources !== undefined,
    (f) => `The token is wrong, expired or revoked, or it lacks the right "${f.resources}".`,
  ],
  [
    (f) => says(f, /signature is invalid/i),
    () =>
      'Check the four credentials first; then whether a proxy changes host, port or scheme before Magento sees them, as they are signed.',
  ],
  [
    (f) => says(f, /validating the nonce/i),
    () => 'The clock of this machine is probably more than 10 minutes ahead of the store.',
  ],
  [(f) => says(f, /Signature method/), () => 'Magento since 2.4.4 accepts HMAC-SHA256 only.'],
  [
    (f) => f.status === 401 && f.login && f.authenticator === 'adobe ims',
    () => 'Client id or secret is wrong, or the project in the developer console lacks the scopes.',
  ],
  [
    (f) => f.status === 401 && (f.login || says(f, /sign-in was incorrect/i)),
    () =>
      'User name or password is wrong, or the account is switched off, or locked after too many failures (half an hour by default). It is not tried again at once, as each try prolongs the lock. Admins who log in with their Adobe ID have no password here: use adminToken({ token }) or an integration.',
  ],
  [
    (f) => f.status === 401 && says(f, /nonce is already being used/i),
    () => 'Two programs use the same nonces, or a proxy sent the request twice.',
  ],
  [
    (f) => f.status === 401 && says(f, /consumer having the specified key does not exist/i),
    () => 'The integration was deleted, or recreated with new keys, or belongs to another store.',
  ],
  [
    (f) => f.status === 401 && says(f, /token has been revoked|token does not exist/i),
    () =>
      'The access token was revoked or replaced. Activate the integration again and take its new tokens.',
  ],
  [
    (f) => f.status === 400 && says(f, /^Specified request cannot be processed/),
    () =>
      'This is what Magento says to an unknown store code (they are case-sensitive) or a base URL with extra path.',
  ],
  [
    (f) => f.json && f.status === 404 && says(f, /does not match any route/),
    () => 'The store has no such route: its version is older, or the module is not installed.',
  ],
  [
    (f) => f.json && f.status === 500 && f.said.reportId !== undefined,
    (f) =>
      `Often an unknown property or filter field in the request. The store's log has the cause under ${f.said.reportId}.`,
  ],
  [
    (f) => !f.json && f.status === 404,
    () =>
      'A web server answered, not Magento: the base URL is wrong, or Apache refuses "%2F" in paths (AllowEncodedSlashes NoDecode).',
  ],
  [
    (f) => f.status === 413,
    () =>
      'The body is larger than the web server allows (nginx: client_max_body_size, 1 MB by default).',
  ],
  [(f) => f.status === 414, () => 'The URL is too long: split long "in" lists.'],
  [
    (f) => f.status === 503 && /maintenance/i.test(f.text),
    () => 'The store is in maintenance mode.',
  ],
  [
    (f) => f.status === 502 || f.status === 504,
    () => 'PHP did not answer the web server; the store may still be working on the request.',
  ],
  [
    (f) => !f.json && (f.status === 403 || f.status === 406 || f.status === 429),
    (f) =>
      `A firewall or CDN${f.server ? ` (${f.server})` : ''} refused the request before Magento saw it. Ask for this client to be allowed.`,
  ],
  [
    (f) => !f.json && f.status === 500 && /text\/plain|run/.test(f.text.slice(0, 80)),
    () =>
      'PHP crashed on the request: usually a member with the wrong type, or a missing identifier in the body.',
  ],
];

/** What a person can do about an error answer, when it is a known one. */
export function hintFor(facts: HintFacts): string | undefined {
  return rules.find(([when]) => when(facts))?.[1](facts);
}
