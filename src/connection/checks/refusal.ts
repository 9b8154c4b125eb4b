import type { AuthDescription } from '../../auth/authenticator.js';
import { failed, isSigned, logsIn, type Verdict } from '../facts.js';
import { type Failure, resourceOf } from '../failure.js';

type Rule = readonly [
  when: (failure: Failure, auth: AuthDescription) => boolean,
  message: (failure: Failure) => string,
  hint: string | ((failure: Failure) => string | undefined),
];

const COPY_ALL =
  'Copy all four values again from System → Integrations of this shop; staging and live have different ones.';
const BARE_TOKEN =
  'Paste the bare token, without quotes and without the word "Bearer", or make a new one.';

const saying =
  (pattern: RegExp) =>
  ({ template }: Failure): boolean =>
    pattern.test(template);
const ownHint = ({ hint }: Failure) => hint;

/** The first rule that fits wins. */
const rules: readonly Rule[] = [
  [
    ({ code }) => code === 'TWO_FACTOR_REQUIRED',
    () => 'Name and password are right, but this admin needs a second factor to log in.',
    ownHint,
  ],
  [
    ({ code, status, atLogin }) => code === 'LOGIN_REFUSED' || (atLogin && status === 401),
    () =>
      'The shop refuses the login: the name or password is wrong, or the account is locked for a while.',
    'Try name and password once by hand. Six wrong ones lock an account for half an hour, also for the right one.',
  ],
  [
    ({ atLogin, status }) => atLogin && status === 400,
    ({ said }) => `The shop does not let this account log in: ${said}`,
    ownHint,
  ],
  [({ code }) => code === 'TOKEN_EXPIRED', ({ said }) => said, ownHint],
  [
    saying(/signature is invalid/i),
    () => 'The shop does not accept the signature.',
    `${COPY_ALL} If they are right, a proxy may change host, port or scheme, which are signed.`,
  ],
  [
    saying(/consumer having the specified key|consumer key is not the correct length/i),
    () => 'The shop does not know this consumer key.',
    `The integration was deleted or made anew, or it belongs to another shop. ${COPY_ALL}`,
  ],
  [
    saying(/validating the nonce/i),
    () => 'The shop does not accept the time of the signature.',
    'Check the clock of this machine: more than 10 minutes ahead is too much.',
  ],
  [
    saying(/nonce is already/i),
    () => 'The shop has seen this signature before.',
    'Each request needs a nonce of its own. Check the "nonce" option, and whether a proxy sends requests twice.',
  ],
  [
    saying(/token has been revoked/i),
    () => 'The access token of this integration was revoked.',
    'Let the integration be authorised again in the admin, then copy the new values.',
  ],
  [
    saying(/token (?:does not exist|is not|length)/i),
    () => 'The shop does not know this access token.',
    COPY_ALL,
  ],
  [
    (failure, auth) => resourceOf(failure) !== undefined && isSigned(auth),
    () => 'The signature is right, but the shop lets this integration do nothing.',
    'It is probably not active: activate it under System → Integrations, and give it rights.',
  ],
  [
    (failure, { name }) => resourceOf(failure) !== undefined && name === 'customer session',
    () => 'The shop takes the visitor for a guest: nobody is logged in, or the session has ended.',
    'Log in to the shop on the same address.',
  ],
  [
    (failure, { name }) => resourceOf(failure) !== undefined && name === 'integration bearer',
    () => 'The shop does not accept the integration’s access token as Bearer, or does not know it.',
    ({ hint }) => hint ?? BARE_TOKEN,
  ],
  [
    (failure, auth) => resourceOf(failure) !== undefined && logsIn(auth),
    () => 'The login works, but the shop lets this account do nothing.',
    'Check the role of the account in the admin.',
  ],
  [
    (failure) => resourceOf(failure) !== undefined,
    () => 'The shop does not accept the token: it is wrong, has ended, or was revoked.',
    BARE_TOKEN,
  ],
  [
    ({ code }) => code === 'DEADLINE' || code === 'ATTEMPT_TIMEOUT',
    () => 'The shop did not answer in time.',
    'It may be overloaded. Try again, with more time.',
  ],
  [
    ({ code }) => code === 'UNKNOWN',
    ({ said }) => `The function that makes the credentials failed (${said}).`,
    'Its own logs have the cause.',
  ],
];

/** Says why the store refused a caller. */
export function aboutRefusal(failure: Failure, auth: AuthDescription): Verdict {
  const rule = rules.find(([when]) => when(failure, auth));
  if (!rule) {
    const status = failure.status === undefined ? '' : ` [${failure.status}]`;
    return failed(`A call with these credentials fails: ${failure.said}${status}`, failure.hint);
  }
  const hint = rule[2];
  return failed(rule[1](failure), typeof hint === 'string' ? hint : hint(failure));
}
