import type { Clock } from '../../clock.js';

/** Rejects when an answer of Redis takes longer than `ms`. */
export function inTime<T>(clock: Clock, ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`Redis did not answer within ${ms} ms.`));
    const cancel = clock.after(ms, late);
    answer.then(resolve, reject).finally(cancel);
  });
}
