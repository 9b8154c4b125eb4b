import type { Cursor } from '../search/walk/types.js';
import { isMagentoError } from './magento-error.js';

/** Writes on an error where the walk goes on that it has ended. */
export function markCursor(error: Error, cursor: Cursor): Error {
  return Object.defineProperty(error, 'cursor', {
    value: cursor,
    enumerable: true,
    configurable: true,
  });
}

/** The same for errors of this library; any other stays as it is. */
export const withCursor = (error: unknown, cursor: Cursor): unknown =>
  isMagentoError(error) ? markCursor(error, cursor) : error;
