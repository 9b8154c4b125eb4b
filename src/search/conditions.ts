/** Conditions for one value of any kind. */
export type Equality = 'eq' | 'neq';
/** Conditions for what has an order. `from` and `to` say the same as `gteq` and `lteq`. */
export type Ordering = 'gt' | 'gteq' | 'lt' | 'lteq' | 'from' | 'to';
/** Conditions for a pattern: `%` stands for any text, `_` for one character. */
export type Matching = 'like' | 'nlike';
/** Conditions for one member of a column that holds several, divided by commas. */
export type Membership = 'finset' | 'nfinset';
/** Conditions for a list of values. */
export type Listing = 'in' | 'nin';
/** Conditions without a value. */
export type Presence = 'null' | 'notnull';

/** The conditions Magento implements. Any other silently matches nothing, so none is accepted. */
export type Condition = Equality | Ordering | Matching | Membership | Listing | Presence;

/** What kind of value a condition takes. */
export type ValueKind = 'equality' | 'ordering' | 'matching' | 'membership' | 'list' | 'none';

/** Every condition with the kind of value it takes. */
export const CONDITIONS: Readonly<Record<Condition, ValueKind>> = {
  eq: 'equality',
  neq: 'equality',
  gt: 'ordering',
  gteq: 'ordering',
  lt: 'ordering',
  lteq: 'ordering',
  from: 'ordering',
  to: 'ordering',
  like: 'matching',
  nlike: 'matching',
  in: 'list',
  nin: 'list',
  finset: 'membership',
  nfinset: 'membership',
  null: 'none',
  notnull: 'none',
};

/** Whether Magento implements a condition of this name. */
export const isCondition = (name: unknown): name is Condition =>
  typeof name === 'string' && Object.hasOwn(CONDITIONS, name);
