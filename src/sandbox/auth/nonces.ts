import { failure } from '../errors.js';
import type { Consumer } from './consumers.js';
import type { AuthState } from './state.js';

/** Seconds a client's clock may run ahead; Magento has no limit the other way. */
const timeDeviation = 600;

/** Takes a nonce, which is then used up whatever becomes of the call; throws when it was used before. */
export function useNonce(
  consumer: Consumer,
  nonce: string,
  timestamp: string,
  state: AuthState,
  nowSeconds: number,
): void {
  const seconds = Number.parseInt(timestamp, 10) || 0;
  if (seconds <= 0 || seconds > nowSeconds + timeDeviation) throw nonceProblem();
  const seen = state.nonces.get(consumer.id) ?? new Set<string>();
  state.nonces.set(consumer.id, seen);
  if (seen.has(nonce)) {
    const message = 'The nonce is already being used by the consumer with ID %1';
    throw failure(401, message, [String(consumer.id)]);
  }
  // The column holds 32 characters: a longer nonce is not found, yet collides when it is stored.
  const stored = nonce.slice(0, 32);
  if (seen.has(stored)) throw nonceProblem();
  seen.add(stored);
}

function nonceProblem(): Error {
  return failure(401, 'An error occurred validating the nonce');
}
