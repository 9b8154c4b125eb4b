import { type Call, type Handlers, pathId } from '../../call.js';
import { failure, missing, noSuchEntity } from '../../errors.js';
import type { Json, JsonObject } from '../../json.js';
import { numberAt, objectAt, textAt } from '../../json.js';
import { search } from '../../search/run.js';
import type { Customer } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { checkPassword } from '../passwords.js';
import { createCustomer, customerByEmail, renderCustomer, updateCustomer } from './save.js';

/** Customers and their groups. */
export const customerHandlers: Handlers = {
  'GET /V1/customers/search': (call) =>
    search(call, {
      rows: call.world.customers.values(),
      has: (field) => columns.includes(field),
      column: (customer, field) => customer.data[field === 'entity_id' ? 'id' : field],
      render: renderCustomer,
      unknownField: 'named',
    }),
  'POST /V1/customers': (call) =>
    renderCustomer(
      createCustomer(call.world, objectAt(call.input, 'customer'), textAt(call.input, 'password')),
    ),
  'GET /V1/customers/{customerId}': (call) =>
    renderCustomer(customerById(call.world, pathId(call, 'customerId'))),
  'PUT /V1/customers/{customerId}': (call) => {
    const input = objectAt(call.input, 'customer');
    // The body's id counts, not the path's.
    const customer = customerById(call.world, numberAt(input, 'id') ?? pathId(call, 'customerId'));
    updateCustomer(call.world, customer, input);
    return renderCustomer(customer);
  },
  'DELETE /V1/customers/{customerId}': (call) => {
    call.world.customers.delete(customerById(call.world, pathId(call, 'customerId')).id);
    return true;
  },
  'GET /V1/customers/me': (call) => renderCustomer(me(call)),
  'PUT /V1/customers/me': (call) => {
    const customer = me(call);
    updateCustomer(call.world, customer, objectAt(call.input, 'customer'));
    return renderCustomer(customer);
  },
  'PUT /V1/customers/me/password': (call) => {
    const customer = me(call);
    if (textAt(call.input, 'currentPassword') !== customer.password) {
      throw failure(
        401,
        "The password doesn't match this account. Verify the password and try again.",
      );
    }
    const password = textAt(call.input, 'newPassword') ?? '';
    checkPassword(password);
    customer.password = password;
    return true;
  },
  'GET /V1/customers/me/billingAddress': (call) => defaultAddress(me(call), 'default_billing'),
  'GET /V1/customers/me/shippingAddress': (call) => defaultAddress(me(call), 'default_shipping'),
  'GET /V1/customers/{customerId}/billingAddress': (call) =>
    defaultAddress(customerById(call.world, pathId(call, 'customerId')), 'default_billing'),
  'GET /V1/customers/{customerId}/shippingAddress': (call) =>
    defaultAddress(customerById(call.world, pathId(call, 'customerId')), 'default_shipping'),
  'GET /V1/customers/addresses/{addressId}': (call) => {
    const id = pathId(call, 'addressId');
    const all = [...call.world.customers.values()].flatMap(({ addresses }) => addresses);
    const address = all.find((item) => item.id === id);
    if (address === undefined) throw noSuchEntity('addressId', id);
    return address;
  },
  'DELETE /V1/addresses/{addressId}': (call) => {
    const id = pathId(call, 'addressId');
    const owner = [...call.world.customers.values()].find(({ addresses }) =>
      addresses.some((item) => item.id === id),
    );
    if (owner === undefined) throw noSuchEntity('addressId', id);
    owner.addresses = owner.addresses.filter((item) => item.id !== id);
    return true;
  },
  'POST /V1/customers/isEmailAvailable': (call) =>
    customerByEmail(call.world, textAt(call.input, 'customerEmail') ?? '') === undefined,
  'PUT /V1/customers/validate': (call) => validate(objectAt(call.input, 'customer')),
};

const columns = [
  'entity_id',
  'group_id',
  'email',
  'firstname',
  'lastname',
  'middlename',
  'created_at',
  'updated_at',
  'created_in',
  'store_id',
  'website_id',
  'dob',
  'gender',
  'taxvat',
  'prefix',
  'suffix',
  'default_billing',
  'default_shipping',
  'disable_auto_group_change',
  'confirmation',
];

/** The customer who calls. An administrator passes the right check here and lacks the id. */
export function me(call: Call): Customer {
  if (call.caller.kind !== 'customer') throw missing('customerId');
  return customerById(call.world, call.caller.id);
}

function customerById(world: World, id: number): Customer {
  const customer = world.customers.get(id);
  if (customer === undefined) throw noSuchEntity('customerId', id);
  return customer;
}

/** No default address is a null result, which goes out as `[]`. */
function defaultAddress(customer: Customer, flag: string): Json {
  return customer.addresses.find((address) => address[flag] === true) ?? [];
}

function validate(input: JsonObject): JsonObject {
  const labels = {
    website_id: 'Associate to Website',
    group_id: 'Group',
    firstname: 'First Name',
    lastname: 'Last Name',
  };
  const messages = Object.entries(labels)
    .filter(
      ([member]) => input[member] === undefined || input[member] === null || input[member] === '',
    )
    .map(
      ([, label]) => `The "${label}" attribute value is empty. Set the attribute and try again.`,
    );
  return { valid: messages.length === 0, messages };
}
