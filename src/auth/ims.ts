import { must, mustBeText, mustMatch, optional, parseOptions } from '../client/parse-options.js';
import { errorFromAnswer } from '../errors/from-answer.js';
import { ResponseFormatError } from '../errors/response-format-error.js';
import type { TokenStore } from '../tokens/token-store.js';
import { untilAborted } from '../until-aborted.js';
import type { AuthAnswer, AuthContext, Authenticator } from './authenticator.js';
import { mask } from './mask.js';
import { shareToken } from './shared-token.js';
import { createTokenCache, type IssuedToken } from './token-cache.js';

/** Credentials of a server-to-server project in Adobe's developer console. */
export interface ImsOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default: the scopes that Adobe documents for Commerce as a Cloud Service. */
  readonly scopes?: readonly string[] | undefined;
  /** Sent as `x-gw-ims-org-id` when given, such as `1234@AdobeOrg`. Default: not sent. */
  readonly organizationId?: string | undefined;
  /** Where the token is kept, so that other processes find it. Default: in this authenticator alone. */
  readonly tokenStore?: TokenStore | undefined;
  /** Where tokens are made. Default `https://ims-na1.adobelogin.com/ims/token/v3`. */
  readonly tokenUrl?: string | undefined;
}

const TOKEN_URL = 'https://ims-na1.adobelogin.com/ims/token/v3';
const SCOPES = [
  'openid',
  'AdobeID',
  'email',
  'profile',
  'additional_info.roles',
  'additional_info.projectedProductContext',
  'commerce.accs',
];
const SECURE_URL = /^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/;

const checks = () => ({
  clientId: mustBeText(),
  clientSecret: mustBeText(),
  scopes: optional(must('a list of scopes', Array.isArray)),
  organizationId: optional(mustBeText()),
  tokenStore: optional(
    must('a token store', (value) => typeof value === 'object' && value !== null),
  ),
  tokenUrl: optional(mustMatch(SECURE_URL, 'an https address')),
});

function readIssued({ text, status }: AuthAnswer, path: string): IssuedToken {
  try {
    const { access_token: token, expires_in: seconds } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    if (typeof token === 'string' && typeof seconds === 'number' && seconds > 0) {
      return { token, lifetimeMs: seconds * 1000 };
    }
  } catch {
    // Falls through to the one error for everything that is no token.
  }
  throw new ResponseFormatError('Adobe IMS answered, but not with a token.', {
    status,
    request: { method: 'POST', path },
  });
}

async function logIn(options: ImsOptions, { send }: AuthContext): Promise<IssuedToken> {
  const url = options.tokenUrl ?? TOKEN_URL;
  const answer = await send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: options.clientId,
      client_secret: options.clientSecret,
      scope: (options.scopes ?? SCOPES).join(','),
    }).toString(),
  });
  const path = new URL(url).pathname;
  if (answer.status === 200) return readIssued(answer, path);
  throw errorFromAnswer({
    ...answer,
    // IMS says 400 where it means that client id or secret are wrong.
    status: answer.status === 400 ? 401 : answer.status,
    request: { method: 'POST', path },
    authenticator: 'adobe ims',
    caller: 'guest',
    proven: false,
    retryAfterMs: undefined,
    login: true,
  });
}

/**
 * Calls Adobe Commerce as a Cloud Service with a server-to-server credential of Adobe IMS. Fetches the
 * access token, keeps it, and renews it before it ends.
 * @throws ConfigError when an option is missing or unknown
 * @see https://developer.adobe.com/commerce/webapi/rest/authentication/
 */
export function ims(options: ImsOptions): Authenticator {
  const checked = parseOptions<ImsOptions>(checks(), options, 'ims');
  const { clientId, organizationId, tokenStore, tokenUrl = TOKEN_URL } = checked;
  const shared = tokenStore && shareToken(tokenStore, `${tokenUrl}\n${clientId}`);
  const cache = createTokenCache(shared);
  const settings = { organization: organizationId ?? 'none' };
  return {
    name: 'adobe ims',
    caller: 'admin',
    proven: true,
    async authenticate(_request, context) {
      const token = cache.get(() => logIn(checked, context), context.clock);
      return {
        authorization: `Bearer ${await untilAborted(token, context.signal)}`,
        'x-api-key': clientId,
        ...(organizationId ? { 'x-gw-ims-org-id': organizationId } : {}),
      };
    },
    refused({ headers }) {
      cache.drop((headers.authorization ?? '').slice('Bearer '.length));
      return true;
    },
    describe: () => ({ name: 'adobe ims', caller: 'admin', identity: mask(clientId), settings }),
  };
}
