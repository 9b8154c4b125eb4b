const NUMBER = /^\s*[+-]?\d+(?:\.\d*)?\s*$/;

/**
 * A key that two values share when the database may take them for the same: letters compare without case
 * and accents, spaces at the end do not count, and columns of numbers compare by number.
 */
export function collationKey(value: string | number): string {
  const text = String(value);
  if (NUMBER.test(text)) return String(Number(text));
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trimEnd();
}
