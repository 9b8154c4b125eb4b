const isDigit = (code: number) => code >= 48 && code <= 57;
const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13);

/** End of the run of digits that starts at `at`. */
function endOfDigits(text: string, at: number): number {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Whole numbers: the longer run is greater, equal runs compare by digit. */
function compareNumbers(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Digits after a zero count as a fraction: the first difference decides, then the length. */
function compareFractions(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const [headA, headB] = [a.slice(0, length), b.slice(0, length)];
  return headA === headB ? a.length - b.length : headA < headB ? -1 : 1;
}

/** Where two texts begin to matter: behind what they share, but at the start of a number. */
function startOfDifference(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  while (at > 0 && isDigit(a.charCodeAt(at - 1))) at -= 1;
  return at;
}

const skipZeros = (text: string) => /^0+(?=\d)/.exec(text)?.[0].length ?? 0;

/**
 * Orders texts the way Magento's servers up to 2.4.7 order parameters before they sign them: runs of
 * digits compare as numbers, so that index 2 comes before index 10.
 * @see https://www.php.net/manual/en/function.strnatcmp.php
 */
export function naturalOrder(a: string, b: string): number {
  // Names of search parameters share most of their text.
  const start = startOfDifference(a, b);
  let [i, j] = start > 0 ? [start, start] : [skipZeros(a), skipZeros(b)];
  for (;;) {
    while (isSpace(a.charCodeAt(i))) i += 1;
    while (isSpace(b.charCodeAt(j))) j += 1;
    if (i >= a.length || j >= b.length) return a.length - i - (b.length - j);
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(j)];
    if (isDigit(x) && isDigit(y)) {
      const [endA, endB] = [endOfDigits(a, i), endOfDigits(b, j)];
      const compare = a[i] === '0' || b[j] === '0' ? compareFractions : compareNumbers;
      const order = compare(a.slice(i, endA), b.slice(j, endB));
      if (order !== 0) return order;
      [i, j] = [endA, endB];
    } else if (x !== y) {
      return x - y;
    } else {
      i += 1;
      j += 1;
    }
  }
}
