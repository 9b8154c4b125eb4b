import { failure } from '../errors.js';
import type { AuthState, Failures } from './state.js';

const maxFailures = 6;
const lockSeconds = 1800;

/** The one sentence for a wrong password, an unknown name and a locked account. */
export function signInRefused(): Error {
  const message =
    'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.';
  return failure(401, message);
}

/** Throws while the name is locked; tries during the lock are not counted. */
export function checkLock(state: AuthState, key: string, nowSeconds: number): void {
  const failures = state.failures.get(key);
  if (failures === undefined || failures.count < maxFailures) return;
  if (nowSeconds < failures.lastSecond + lockSeconds) throw signInRefused();
  state.failures.delete(key);
}

/** Counts a failed login; what is older than a lock lasts is forgotten. */
export function countFailure(state: AuthState, key: string, nowSeconds: number): void {
  const before = state.failures.get(key);
  const recent = before !== undefined && nowSeconds < before.lastSecond + lockSeconds;
  const count = (recent ? before.count : 0) + 1;
  state.failures.set(key, { count, lastSecond: nowSeconds });
}

/** What a name looks like that has just been locked. */
export function lockedFailures(nowSeconds: number): Failures {
  return { count: maxFailures, lastSecond: nowSeconds };
}
