import { InputError } from '../errors/input-error.js';
import { CONDITIONS, isCondition } from './conditions.js';
import type { SearchCriteria } from './criteria.js';
import { plainCriteria } from './plain-criteria.js';

/** Bracketed names as a tree, in the order of the query. */
interface Tree extends Map<string, Tree | string> {}

/** What Magento calls the parameter; one operation has the other name. */
const ROOTS = ['searchCriteria', 'criteria'];
const ROOT = 'searchCriteria';

/** `[filterGroups][0][filters][0][conditionType]` is as deep as criteria go. */
const DEEPEST = 5;

const refuse = (text: string): never => {
  throw new InputError(`These search criteria cannot be read: ${text}.`);
};

const camel = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `searchCriteria[filter_groups][0]` → `['searchCriteria', 'filterGroups', '0']` */
function pathOf(name: string): string[] | undefined {
  const [, root = '', brackets = ''] = /^(\w+)((?:\[\w+\])*)$/.exec(name) ?? [];
  if (root === '') return undefined;
  const keys = brackets.slice(1, -1).split('][');
  if (keys.length > DEEPEST) return undefined;
  return [root, ...keys].filter((key) => key !== '').map(camel);
}

function put(tree: Tree, path: readonly string[], value: string, name: string): void {
  const [key = '', ...rest] = path;
  const known = tree.get(key);
  if (rest.length === 0) {
    if (known !== undefined) refuse(`"${name}" is there twice`);
    tree.set(key, value);
    return;
  }
  const below: Tree = known instanceof Map ? known : new Map();
  if (typeof known === 'string') refuse(`"${name}" goes below a value`);
  tree.set(key, below);
  put(below, rest, value, name);
}

function readTree(parameters: URLSearchParams): Tree | string | undefined {
  const tree: Tree = new Map();
  for (const [name, value] of parameters) {
    if (!/^(?:search_?)?criteria(?:\[|$)/i.test(name)) continue;
    const [root = '', ...below] = pathOf(name) ?? [];
    if (!ROOTS.includes(root)) refuse(`"${name}" is no name Magento knows`);
    put(tree, [ROOT, ...below], value, name);
  }
  return tree.get(ROOT);
}

/** The branches of a list, in the order of the query, whatever their numbers. */
function listOf<Item>(tree: Tree | string, read: (item: Tree) => Item): Item[] {
  if (typeof tree === 'string') return refuse(`"${tree}" stands where a list belongs`);
  return Array.from(tree, ([index, item]) =>
    /^\d+$/.test(index) && typeof item !== 'string'
      ? read(item)
      : refuse(`"${index}" is no place in a list`),
  );
}

/** The texts of a branch that has no others than these. */
function textsOf(tree: Tree, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Array.from(tree, ([name, value]) =>
      typeof value === 'string' && names.includes(name)
        ? [name, value]
        : refuse(`"${name}" stands where only ${names.join(', ')} belong`),
    ),
  );
}

function readFilter(tree: Tree): object {
  const { field, value, conditionType = 'eq' } = textsOf(tree, ['field', 'value', 'conditionType']);
  const condition = conditionType.toLowerCase();
  const kind = isCondition(condition) ? CONDITIONS[condition] : undefined;
  // What "null" and "notnull" compare with is a dummy.
  if (kind === 'none') return { field, conditionType: condition };
  const plain = kind === 'list' ? value?.split(',') : value;
  return { field, value: plain, conditionType: condition };
}

function readSort(tree: Tree): object {
  // Without a direction Magento sorts downwards.
  const { field, direction = 'DESC' } = textsOf(tree, ['field', 'direction']);
  return { field, direction: direction.toUpperCase() };
}

function readNumber(value: Tree | string): number {
  return typeof value === 'string' && /^\d+$/.test(value)
    ? Number(value)
    : refuse('the page or its size is no whole number');
}

function readGroup(tree: Tree): object {
  const [filters, ...more] = Array.from(tree, ([name, value]) =>
    name === 'filters' ? listOf(value, readFilter) : refuse(`a group has no "${name}"`),
  );
  return more.length > 0 ? refuse('a group has filters twice') : { filters };
}

const READERS: Readonly<Record<string, (value: Tree | string) => unknown>> = {
  filterGroups: (value) => listOf(value, readGroup),
  sortOrders: (value) => listOf(value, readSort),
  pageSize: readNumber,
  currentPage: readNumber,
  requestName: (value) => (typeof value === 'string' ? value : refuse('requestName is no text')),
};

/**
 * Reads search criteria back from a query string, such as that of a link to a list: names in camel or snake
 * case, any indices. Values are texts. Other parameters are passed over; a query without criteria gives
 * empty ones.
 * @throws InputError for criteria that Magento would refuse, or answer as if they said something else
 */
export function parseCriteria(query: string | URLSearchParams): SearchCriteria {
  const tree = readTree(typeof query === 'string' ? new URLSearchParams(query) : query);
  // Any text asks for everything.
  if (tree === undefined || typeof tree === 'string') return {};
  const members = Array.from(tree, ([name, value]): [string, unknown] => [
    name,
    Object.hasOwn(READERS, name) ? READERS[name]?.(value) : refuse(`there is no "${name}"`),
  ]);
  return plainCriteria(Object.fromEntries(members) as SearchCriteria);
}
