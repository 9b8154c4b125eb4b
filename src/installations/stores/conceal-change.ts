import { concealing } from '../../conceal.js';
import type { RecordChange } from '../store.js';

/** Makes a change and keeps both of its texts out of the error when that fails. */
export function concealingChange<T>(
  { from, to }: Pick<RecordChange, 'from' | 'to'>,
  action: () => Promise<T>,
): Promise<T> {
  const hide = (text: string | undefined, inner: () => Promise<T>): Promise<T> =>
    text ? concealing<Promise<T>>(text, inner) : inner();
  return hide(from, () => hide(to, action));
}
