import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { failure, missing, noSuchEntity } from '../../errors.js';
import { type JsonObject, textAt } from '../../json.js';
import { randomToken } from '../../random.js';
import type { Customer } from '../../store/rows.js';
import { checkPassword } from '../passwords.js';
import { customerByEmail, renderCustomer } from './save.js';

/** What the shop's mails lead to: a new password, and the confirmation of an account. */
export const accountHandlers: Handlers = {
  'PUT /V1/customers/password': (call) => {
    const customer = byEmail(call);
    customer.resetToken = randomToken(call.world.random);
    return true;
  },
  'GET /V1/customers/{customerId}/password/resetLinkToken/{resetPasswordLinkToken}': (call) => {
    const customer = byId(call);
    checkToken(customer, pathText(call, 'resetPasswordLinkToken'));
    return true;
  },
  'POST /V1/customers/resetPassword': (call) => {
    const customer = byEmail(call);
    checkToken(customer, textAt(call.input, 'resetToken') ?? '');
    const password = textAt(call.input, 'newPassword') ?? '';
    checkPassword(password);
    customer.password = password;
    customer.resetToken = undefined;
    return true;
  },
  'GET /V1/customers/{customerId}/confirm': (call) =>
    byId(call).data.confirmation === undefined
      ? 'account_confirmed'
      : 'account_confirmation_required',
  'POST /V1/customers/confirm': (call) => {
    // Sends the mail once more.
    if (byEmail(call).data.confirmation === undefined) {
      throw failure(400, "Confirmation isn't needed.");
    }
    return true;
  },
  'PUT /V1/customers/{email}/activate': (call) => {
    const email = pathText(call, 'email');
    return activate(call, customerByEmail(call.world, email));
  },
  'POST /V1/customers/activate': (call) => activate(call, byEmail(call)),
  'PUT /V1/customers/me/activate': (call) => {
    if (call.caller.kind !== 'customer') throw missing('customerId');
    return activate(call, call.world.customers.get(call.caller.id));
  },
  'GET /V1/customers/{customerId}/permissions/readonly': (call) => byId(call).id < 0,
};

function byEmail({ world, input }: Call): Customer {
  const email = textAt(input, 'email') ?? '';
  const customer = customerByEmail(world, email);
  if (customer !== undefined) return customer;
  throw failure(404, 'No such entity with %fieldName = %fieldValue, %field2Name = %field2Value', {
    fieldName: 'email',
    fieldValue: email,
    field2Name: 'websiteId',
    field2Value: 1,
  });
}

function byId(call: Call): Customer {
  const id = pathId(call, 'customerId');
  const customer = call.world.customers.get(id);
  if (customer === undefined) throw noSuchEntity('customerId', id);
  return customer;
}

function checkToken(customer: Customer, token: string): void {
  if (customer.resetToken !== undefined && customer.resetToken === token) return;
  throw failure(400, 'The password token is mismatched. Reset and try again.');
}

function activate({ input }: Call, customer: Customer | undefined): JsonObject {
  if (customer === undefined) throw noSuchEntity('email', textAt(input, 'email') ?? null);
  if (customer.data.confirmation === undefined) {
    throw failure(400, 'The account is already active.');
  }
  if (customer.data.confirmation !== textAt(input, 'confirmationKey')) {
    throw failure(400, 'The confirmation token is invalid. Verify the token and try again.');
  }
  const { confirmation, ...data } = customer.data;
  customer.data = data;
  return renderCustomer(customer);
}
