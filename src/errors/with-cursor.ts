import type { Cursor } from '../search/walk/types.js';
import { isMagentoError } from './magento-error.js';

/** Writes on an error of this library where the walk goes on that it has ended; any other stays as it is. */
export function withCursor(error: unknown, cursor: Cursor): unknown {
  if (!isMagentoError(error)) return error;
  return Object.defineProperty(error, 'cursor', {
    value: cursor,
    enumerable: true,
    configurable: true,
  });
}
