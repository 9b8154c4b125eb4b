import { phpCrash } from '../errors.js';
import { isObject, type Json, type JsonObject } from '../json.js';

/** A parsed `fields` parameter: name → 1, or the names below it. */
interface FieldTree {
  [name: string]: 1 | FieldTree;
}

/** Applies `?fields=`. A malformed one leaves an empty list, an unknown name an empty object. */
export function filterFields(answer: Json, fields: string): Json {
  if (fields === '' || typeof answer !== 'object' || answer === null) return answer;
  const tree = parseFields(fields);
  return tree === undefined ? [] : apply(answer, tree);
}

/** Magento's own parser, with its leniency about commas. */
function parseFields(text: string): FieldTree | undefined {
  if (/[^\w[\],]/.test(text)) return undefined;
  const stack: { readonly tree: FieldTree; readonly name: string }[] = [];
  let tree: FieldTree = {};
  let name = '';
  for (const token of text.match(/\w+|[[\],]/g) ?? []) {
    if (token === '[') {
      stack.push({ tree, name });
      tree = {};
    } else if (token === ']') {
      const above = stack.pop();
      if (above === undefined) return undefined;
      above.tree[above.name] = tree;
      tree = above.tree;
    } else if (token !== ',') {
      name = token;
      tree[name] = 1;
    }
  }
  return stack.length > 0 ? undefined : tree;
}

function apply(value: readonly Json[] | JsonObject, tree: FieldTree): Json {
  if (isObject(value)) return pick(value, tree);
  // PHP never makes the list when there is nothing to put in.
  if (value.length === 0) return null;
  return value.map((item) => {
    if (typeof item !== 'object' || item === null) throw phpCrash();
    return isObject(item) ? pick(item, tree) : apply(item, tree);
  });
}

function pick(value: JsonObject, tree: FieldTree): Json {
  const picked: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) {
    const below = tree[name];
    if (below === undefined || member === undefined) continue;
    picked[name] =
      typeof member !== 'object' || member === null || below === 1
        ? member
        : name === 'custom_attributes'
          ? pickAttributes(member, below)
          : apply(member, below);
  }
  return Object.keys(picked).length === 0 ? [] : picked;
}

/** Codes pick whole attributes and names pick parts of all; what is left keeps its index: the list becomes a map. */
function pickAttributes(value: readonly Json[] | JsonObject, tree: FieldTree): Json {
  const kept = Object.entries(value).flatMap(([index, attribute]): [string, Json][] => {
    if (!isObject(attribute)) throw phpCrash();
    const byCode = Object.hasOwn(tree, String(attribute.attribute_code));
    const parts = ['attribute_code', 'value'].filter((name) => byCode || Object.hasOwn(tree, name));
    const left = parts.map((name): [string, Json] => [name, attribute[name] ?? null]);
    return left.length > 0 ? [[index, Object.fromEntries(left)]] : [];
  });
  return kept.every(([index], place) => Number(index) === place)
    ? kept.map(([, attribute]) => attribute)
    : Object.fromEntries(kept);
}
