import { fieldsText } from '../search/fields/fields-text.js';
import type { Criteria, SearchCriteria, WalkSource } from '../search/index.js';
import { plainCriteria } from '../search/plain-criteria.js';
import type { ExportRun } from './sink.js';

/** Anything that walks a list: what `iterate` and `pages` give. */
export interface Walked {
  readonly source: WalkSource;
}

/** The name of the input member that holds the criteria. */
export const criteriaMember = ({ operation }: WalkSource): string =>
  operation.criteria ?? 'searchCriteria';

/** The criteria of a walk as a plain object. */
export function criteriaOf(source: WalkSource): SearchCriteria {
  return plainCriteria(source.input[criteriaMember(source)] as Criteria | undefined);
}

/** The response filter of a walk, for one item. */
export const fieldsOf = ({ options: { fields } }: WalkSource): string | undefined =>
  fields === undefined ? undefined : fieldsText(fields);

/** The store view a walk reads in; undefined for the store's default. */
export const storeOf = ({ client, options }: WalkSource): string | undefined =>
  options.store ?? client.describe().store;

/** Members in one order, so that the same data is the same text. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What makes two runs the same export: store, list, criteria and fields. Page size and requests at once
 * may change from one run to the next.
 */
export async function runOf(source: WalkSource): Promise<ExportRun> {
  const { client, operation, input, options } = source;
  const { name, path } = operation;
  const { pageSize: _, ...criteria } = criteriaOf(source);
  const { mode, from } = options;
  const fields = fieldsOf(source);
  const store = storeOf(source);
  const asked = { ...input, [criteriaMember(source)]: criteria };
  const whole = { at: client.baseUrl, store, name, path, asked, fields, mode, from };
  return { list: name, fingerprint: await sha256(JSON.stringify(whole, inOrder)) };
}
