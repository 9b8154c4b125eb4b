import type { Definitions } from './definitions.js';
import { pascal } from './names.js';
import type { OperationModel } from './operations.js';
import { refKey } from './swagger.js';
import { quote } from './text.js';
import { type TypeText, typeText } from './type-text.js';

/** A list that can be walked: its criteria member, and whether it takes nothing else. */
export interface WalkableList {
  readonly criteria: string;
  readonly criteriaOnly: boolean;
}

/** Undefined for what is no list, or takes no search criteria. */
export function walkableList(operation: OperationModel): WalkableList | undefined {
  const { entry, method, query, pathMembers, body } = operation;
  const criteria = query.find((member) => member.criteria);
  if (!entry?.list || method !== 'GET' || !criteria) return undefined;
  const criteriaOnly = query.length + pathMembers.length + body.length === 1;
  return { criteria: criteria.name, criteriaOnly };
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

/** The rule of a list as source text, or undefined where it says nothing. */
export function listRule({ entry }: OperationModel): string | undefined {
  if (!entry?.list) return undefined;
  const { key, keyProperty, check, zeroBased, total, items } = entry.list;
  const isKeyed = typeof key === 'string' && check !== 'rejected';
  const members = [
    ...(isKeyed ? [`key: ${quote(key)}`] : []),
    ...(isKeyed && keyProperty && keyProperty !== key ? [`property: ${quote(keyProperty)}`] : []),
    ...(isKeyed && check !== 'walked' && check !== 'one row' ? ['unproven: true'] : []),
    ...(zeroBased ? ['zeroBased: true'] : []),
    ...(total === false ? ['uncounted: true'] : []),
    ...(items === null ? ['bare: true'] : []),
  ];
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
