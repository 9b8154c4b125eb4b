import { fieldMap } from './field-map.js';
import { textOf } from './fields-text.js';
import { restoreFields } from './restore-fields.js';

/** A response filter of one call. */
export interface ResponseFilter {
  /** As Magento takes it. */
  readonly text: string;
  /** Gives an answer under the filter its shape back. */
  readonly restore: (answer: unknown) => unknown;
}

/**
 * Reads a response filter in any of its forms. Loaded when a call has one.
 * @throws InputError for what Magento would answer with nothing
 */
export function responseFilter(fields: unknown): ResponseFilter {
  const map = fieldMap(fields);
  return { text: textOf(map), restore: (answer) => restoreFields(answer, map) };
}
