import type { Definitions } from './definitions.js';
import { pascal } from './names.js';
import type { OperationModel } from './operations.js';
import { refKey } from './swagger.js';
import { quote } from './text.js';
import { type TypeText, typeText } from './type-text.js';

/** A list that can be walked. */
export interface WalkableList {
  /** The criteria member, where there is nothing else to pass. */
  readonly onlyCriteria: string | undefined;
  /** What holds page size and number where there are no criteria. */
  readonly pagedBy: 'input' | 'searchRequest' | undefined;
}

/** Undefined for what is no list, or is not paged by its query. */
export function walkableList(operation: OperationModel): WalkableList | undefined {
  const { entry, method, query, pathMembers, body } = operation;
  if (!entry?.list || method !== 'GET') return undefined;
  const criteria = query.find((member) => member.criteria);
  const isAlone = query.length + pathMembers.length + body.length === 1;
  if (criteria) return { onlyCriteria: isAlone ? criteria.name : undefined, pagedBy: undefined };
  const names = query.map(({ name }) => name);
  const pagedBy = names.includes('pageSize')
    ? 'input'
    : names.includes('searchRequest')
      ? 'searchRequest'
      : undefined;
  return pagedBy && { onlyCriteria: undefined, pagedBy };
}

/** What a list holds. */
export function itemType({ result = {} }: OperationModel, definitions: Definitions): TypeText {
  if (result.type === 'array') return typeText(result.items ?? {}, 'answer', definitions);
  const key = refKey(result);
  const shape = key === undefined ? undefined : definitions.get(key, 'answer')?.shape;
  const members = shape?.kind === 'object' ? shape.members : [];
  const items = members.find(({ name }) => name === 'items')?.schema;
  return typeText(items?.items ?? {}, 'answer', definitions);
}

/** `list` → `iterate`, `listSourceLinks` → `iterateSourceLinks`, `search` → `iterateSearch`. */
export function walkName(verb: 'iterate' | 'pages', operation: string): string {
  const rest = operation.replace(/^list(?![a-z])/, '');
  return rest === '' ? verb : verb + pascal(rest);
}

/** What a list adds to its module besides its function: those that walk it, and the constant they share. */
export function namesOfWalks(operation: string): string[] {
  return [walkName('iterate', operation), walkName('pages', operation), `${operation}Operation`];
}

/** The rule of a list as source text; undefined for what cannot be walked. */
export function listRule(operation: OperationModel): string | undefined {
  const { entry } = operation;
  const walkable = walkableList(operation);
  if (!entry?.list || !walkable) return undefined;
  const { key, keyProperty, check, zeroBased, total, items } = entry.list;
  const { pagedBy } = walkable;
  const isKeyed = typeof key === 'string' && check !== 'rejected';
  const members = [
    ...(isKeyed ? [`key: ${quote(key)}`] : []),
    ...(isKeyed && keyProperty && keyProperty !== key ? [`property: ${quote(keyProperty)}`] : []),
    ...(isKeyed && check !== 'walked' && check !== 'one row' ? ['unproven: true'] : []),
    ...(zeroBased ? ['zeroBased: true'] : []),
    ...(total === false ? ['uncounted: true'] : []),
    ...(items === null ? ['bare: true'] : []),
    ...(pagedBy ? [`pagedBy: ${quote(pagedBy)}`] : []),
  ];
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
