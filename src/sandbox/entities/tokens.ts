import { issueToken, signIn, signInAdmin } from '../auth/sign-in.js';
import { userKey } from '../auth/state.js';
import type { Call, Handlers } from '../call.js';
import { failure } from '../errors.js';
import { textAt } from '../json.js';
import { nowSeconds } from '../store/world.js';
import { me } from './customers/handlers.js';
import { customerByEmail } from './customers/save.js';
import { secondFactorNeeded } from './two-factor/password-login.js';

/** Tokens of administrators and customers. */
export const tokenHandlers: Handlers = {
  'POST /V1/integration/admin/token': (call) => {
    const id = signInAdmin(call.world, call.input);
    const refusal = secondFactorNeeded(call.world, id);
    if (refusal !== undefined) throw refusal;
    return issueToken(call.world, id, 2);
  },
  'POST /V1/integration/customer/token': (call) => {
    const id = signIn(call.world, call.input, 3, (email, password) =>
      customerId(call, email, password),
    );
    return issueToken(call.world, id, 3);
  },
  'POST /V1/integration/customer/revoke-customer-token': (call) => {
    call.world.auth.revokedUpTo.set(userKey(3, me(call).id), nowSeconds(call.world));
    return true;
  },
};

function customerId(call: Call, email: string, password: string): number | undefined {
  const customer = customerByEmail(call.world, email);
  if (customer === undefined || customer.password !== password) return undefined;
  if ((textAt(customer.data, 'confirmation') ?? '') !== '') {
    throw failure(401, "This account isn't confirmed. Verify and try again.");
  }
  return customer.id;
}
