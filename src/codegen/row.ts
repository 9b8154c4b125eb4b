import type { Definitions } from './definitions.js';
import { listRule } from './list.js';
import type { OperationModel } from './operations.js';
import { refKey } from './swagger.js';
import { quote } from './text.js';

const defaultRepeat = {
  GET: 'safe',
  POST: 'never',
  PUT: 'idempotent',
  DELETE: 'idempotent',
} as const;

/** Whether an operation only reads, as all GETs and some POSTs do. */
export function changesNothing({ method, entry }: OperationModel): boolean {
  return (entry?.retry ?? defaultRepeat[method]) === 'safe';
}

/** How an answer is brought to its declared type, as the client's ResultRule spells it. */
export function resultRule(
  operation: OperationModel,
  definitions: Definitions,
): string | undefined {
  const { result, resultRule, entry } = operation;
  if (resultRule) return resultRule;
  if (!result) return 'void';
  if (result.type === 'integer' || result.type === 'number') return 'number';
  const key = refKey(result);
  if (entry?.result === 'void' && key === undefined) return 'void';
  const shape = key === undefined ? undefined : definitions.get(key, 'answer')?.shape;
  if (shape?.kind !== 'object') return undefined;
  const names = new Set(shape.members.map((member) => member.name));
  const items = shape.members.find((member) => member.name === 'items');
  const searched =
    names.has('search_criteria') ||
    names.has('total_count') ||
    /-search-results?-interface$/.test(key ?? '');
  return searched && items?.schema.type === 'array' ? 'page' : undefined;
}

/** Writes that belong to a store view: new carts and customers, and everything done to a cart. */
function isViewBound({ method, path, entry }: OperationModel): boolean {
  if (method === 'GET') return false;
  return (
    entry?.scope === 'store-bound create' ||
    /^\/V\d+\/carts\/(?!(mine|guest-carts|licence)\b)/.test(path)
  );
}

/** The operation as data: the members that differ from the defaults, each as source text. */
export function rowMembers(operation: OperationModel, definitions: Definitions): string[] {
  const { method, path, resource, name, query, body, entry } = operation;
  const criteria = query.find((member) => member.criteria);
  const plain = query.filter((member) => !member.criteria).map((member) => member.name);
  const identity = (entry?.identity ?? []).map(
    (pair) => `[${quote(pair.path)}, ${quote(pair.body)}]`,
  );
  const rule = resultRule(operation, definitions);
  const list = listRule(operation);
  const repeat = entry?.retry;
  return [
    `name: ${quote(`${resource}.${name}`)}`,
    `method: ${quote(method)}`,
    `path: ${quote(path)}`,
    ...(plain.length > 0 ? [`query: [${plain.map(quote).join(', ')}]`] : []),
    ...(criteria ? [`criteria: ${quote(criteria.name)}`] : []),
    ...(body.length > 0 ? [`body: [${body.map((member) => quote(member.name)).join(', ')}]`] : []),
    ...(identity.length > 0 ? [`identity: [${identity.join(', ')}]`] : []),
    ...(repeat && repeat !== defaultRepeat[method] ? [`repeat: ${quote(repeat)}`] : []),
    ...(rule ? [`result: ${quote(rule)}`] : []),
    ...(list ? [`list: ${list}`] : []),
    ...(isViewBound(operation) ? [`scope: 'view'`] : []),
  ];
}
