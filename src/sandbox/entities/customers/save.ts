import { failure, internalError, missing } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import type { Customer } from '../../store/rows.js';
import { nextId, nowText, type World } from '../../store/world.js';
import { checkPassword } from '../passwords.js';

/** Members of a customer a request may set. */
const settable = [
  'group_id',
  'email',
  'firstname',
  'lastname',
  'middlename',
  'prefix',
  'suffix',
  'dob',
  'taxvat',
  'gender',
  'store_id',
  'website_id',
  'confirmation',
  'disable_auto_group_change',
];

/** Members of a customer in the order they are answered. */
const memberOrder = [
  ...['id', 'group_id', 'default_billing', 'default_shipping', 'confirmation', 'created_at'],
  ...['updated_at', 'created_in', 'dob', 'email', 'firstname', 'lastname', 'middlename', 'prefix'],
  ...['suffix', 'gender', 'store_id', 'taxvat', 'website_id', 'addresses'],
  ...['disable_auto_group_change', 'extension_attributes', 'custom_attributes'],
];

/** Creates a customer. */
export function createCustomer(
  world: World,
  input: JsonObject,
  password: string | undefined,
): Customer {
  const email = checkedEmail(world, input, undefined, password !== undefined);
  checkNames(input);
  if (password !== undefined) checkPassword(password);
  const id = nextId(world, 'customer');
  const date = nowText(world);
  const customer: Customer = {
    id,
    password: password ?? '',
    data: {
      id,
      group_id: 1,
      created_at: date,
      updated_at: date,
      created_in: 'Default Store View',
      store_id: 1,
      website_id: 1,
      disable_auto_group_change: 0,
      extension_attributes: { is_subscribed: false },
      ...membersOf(input),
      email,
    },
    addresses: [],
  };
  const addresses = addressesFrom(world, customer, input);
  customer.addresses = addresses;
  world.customers.set(id, customer);
  return customer;
}

/** Changes what a request names; addresses, when named, are replaced as a whole. */
export function updateCustomer(world: World, customer: Customer, input: JsonObject): void {
  const email =
    input.email === undefined
      ? textAt(customer.data, 'email')
      : checkedEmail(world, input, customer, false);
  checkNames({ ...customer.data, ...input });
  if (input.addresses !== undefined) customer.addresses = addressesFrom(world, customer, input);
  customer.data = { ...customer.data, ...membersOf(input), email, updated_at: nowText(world) };
}

/** A customer as answered. */
export function renderCustomer(customer: Customer): JsonObject {
  const defaultId = (flag: string): string | undefined => {
    const address = customer.addresses.find((item) => item[flag] === true);
    return address === undefined ? undefined : String(address.id);
  };
  const members: JsonObject = {
    ...customer.data,
    default_billing: defaultId('default_billing'),
    default_shipping: defaultId('default_shipping'),
    addresses: customer.addresses,
  };
  return Object.fromEntries(memberOrder.map((name) => [name, members[name]]));
}

/** The customer of an e-mail address; undefined when there is none. */
export function customerByEmail(world: World, email: string): Customer | undefined {
  const wanted = email.toLowerCase();
  return [...world.customers.values()].find(
    (customer) => textAt(customer.data, 'email')?.toLowerCase() === wanted,
  );
}

function membersOf(input: JsonObject): JsonObject {
  const own = Object.entries(input).filter(([name]) => settable.includes(name));
  const extension = objectAt(input, 'extension_attributes');
  const subscribed = extension.is_subscribed;
  return {
    ...Object.fromEntries(own),
    ...(subscribed !== undefined && { extension_attributes: { is_subscribed: subscribed } }),
    ...(input.custom_attributes !== undefined && { custom_attributes: input.custom_attributes }),
  };
}

function checkedEmail(
  world: World,
  input: JsonObject,
  self: Customer | undefined,
  withPassword: boolean,
): string {
  const email = textAt(input, 'email') ?? '';
  if (email === '') {
    // With a password Magento looks at the address before it checks it.
    throw withPassword
      ? internalError()
      : failure(400, 'The customer email is missing. Enter and try again.');
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw failure(400, '"Email" is not a valid email address.');
  const other = customerByEmail(world, email);
  if (other !== undefined && other !== self) {
    throw failure(
      400,
      'A customer with the same email address already exists in an associated website.',
    );
  }
  return email;
}

function checkNames(input: JsonObject): void {
  const labels = { firstname: 'First Name', lastname: 'Last Name' };
  for (const [member, label] of Object.entries(labels)) {
    if ((textAt(input, member) ?? '') === '') throw failure(400, `"${label}" is a required value.`);
  }
}

function addressesFrom(world: World, customer: Customer, input: JsonObject): readonly JsonObject[] {
  // Without a country an address is silently not stored.
  return objectsAt(input, 'addresses')
    .filter((address) => textAt(address, 'country_id') !== undefined)
    .map((address) => storedAddress(world, customer, address));
}

function storedAddress(world: World, customer: Customer, address: JsonObject): JsonObject {
  const needed = ['firstname', 'lastname', 'street', 'city', 'telephone', 'postcode'];
  const absent = needed.filter((member) => address[member] === undefined || address[member] === '');
  if (absent.length > 0) throw missing(...absent);
  const region = objectAt(address, 'region');
  const regionId = numberAt(address, 'region_id') ?? numberAt(region, 'region_id') ?? 0;
  const { id, customer_id, region: _region, region_id, ...others } = address;
  return {
    id: numberAt(address, 'id') ?? nextId(world, 'address'),
    customer_id: customer.id,
    region: {
      region_code: textAt(region, 'region_code') ?? null,
      region: textAt(region, 'region') ?? null,
      region_id: regionId,
    },
    region_id: regionId,
    ...others,
    default_billing: address.default_billing === true ? true : undefined,
    default_shipping: address.default_shipping === true ? true : undefined,
  };
}
