import { signJwt } from '../auth/jwt.js';
import { checkLock, countFailure, signInRefused } from '../auth/login.js';
import type { Call, Handlers } from '../call.js';
import { failure, type MagentoFailure, missing } from '../errors.js';
import { textAt } from '../json.js';
import { nowSeconds } from '../store/world.js';
import { me } from './customers/handlers.js';
import { customerByEmail } from './customers/save.js';

/** Tokens of administrators and customers. */
export const tokenHandlers: Handlers = {
  'POST /V1/integration/admin/token': (call) => {
    const { admin } = call.world.auth.credentials;
    return logIn(call, 2, (username, password) =>
      username === admin.username && password === admin.password ? 1 : undefined,
    );
  },
  'POST /V1/integration/customer/token': (call) =>
    logIn(call, 3, (username, password) => {
      const customer = customerByEmail(call.world, username);
      return customer !== undefined && customer.password === password ? customer.id : undefined;
    }),
  'POST /V1/integration/customer/revoke-customer-token': (call) => {
    call.world.auth.revokedUpTo.set(me(call).id, nowSeconds(call.world));
    return true;
  },
};

function logIn(
  call: Call,
  utypid: 2 | 3,
  idOf: (username: string, password: string) => number | undefined,
): string {
  const { auth, settings } = call.world;
  const given = {
    username: textAt(call.input, 'username') ?? '',
    password: textAt(call.input, 'password') ?? '',
  };
  const absent = Object.entries(given)
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (absent.length > 0) throw missing(...absent);
  const second = nowSeconds(call.world);
  const key = `${utypid} ${given.username}`;
  checkLock(auth, key, second);
  const uid = idOf(given.username, given.password);
  if (uid === undefined) {
    countFailure(auth, key, second);
    throw signInRefused();
  }
  auth.failures.delete(key);
  if (settings.twoFactor && utypid === 2) throw needsSecondFactor();
  const exp = second + settings.tokenLifetimeMinutes * 60;
  return signJwt({ uid, utypid, iat: second, exp }, auth.tokenKey);
}

function needsSecondFactor(): MagentoFailure {
  const message = 'Please use the 2fa provider-specific endpoints to obtain a token.';
  return failure(400, message, { active_providers: ['google'] });
}
