import type { Operation } from '../../client/types.js';

/** Members that tell one entity from another, the surest first. */
const NAMES = [
  'sku',
  'id',
  'entity_id',
  'entityId',
  'email',
  'identifier',
  'code',
  'attribute_code',
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function spelled(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function ownKey(value: unknown): string | undefined {
  if (!isRecord(value)) return spelled(value);
  for (const name of NAMES) {
    const key = spelled(value[name]);
    if (key !== undefined) return key;
  }
  return undefined;
}

/**
 * What an input is about: its first path parameter, as all that is below an entity is stored with it, else
 * what names an entity in its body.
 */
export function keyOfInput({ path, body = [] }: Operation, input: unknown): string | undefined {
  if (!isRecord(input)) return undefined;
  const parameter = /\{([^}]+)\}/.exec(path)?.[1];
  if (parameter !== undefined) return spelled(input[parameter]);
  for (const member of body) {
    const key = isRecord(input[member]) ? ownKey(input[member]) : undefined;
    if (key !== undefined) return key;
  }
  return undefined;
}

/** What a row of a list is about. */
export const keyOfRow = (row: unknown): string | undefined => ownKey(row);

/** Magento does not tell apart SKUs and e-mails by case, nor by spaces around them. */
export const lockOf = (key: string): string => key.trim().toLowerCase();
