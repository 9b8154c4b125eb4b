/** PHP's `strnatcmp`: runs of digits compare as numbers, a run with a leading zero digit by digit. */
export function naturalOrder(a: string, b: string): number {
  if (a === '' || b === '') return Math.sign(a.length - b.length);
  let i = skipZeros(a);
  let j = skipZeros(b);
  for (;;) {
    while (isSpace(a[i])) i++;
    while (isSpace(b[j])) j++;
    if (isDigit(a[i]) && isDigit(b[j])) {
      const [x, y] = [digitsAt(a, i), digitsAt(b, j)];
      const order = x.startsWith('0') || y.startsWith('0') ? byDigit(x, y) : byValue(x, y);
      if (order !== 0) return order;
      i += x.length;
      j += y.length;
      if (i >= a.length || j >= b.length) return ends(a, i, b, j);
    }
    const [ca, cb] = [a.charCodeAt(i), b.charCodeAt(j)];
    if (ca !== cb) return ca < cb ? -1 : 1;
    i++;
    j++;
    if (i >= a.length || j >= b.length) return ends(a, i, b, j);
  }
}

function ends(a: string, i: number, b: string, j: number): number {
  return i >= a.length && j >= b.length ? 0 : i >= a.length ? -1 : 1;
}

function skipZeros(text: string): number {
  let at = 0;
  while (text[at] === '0' && isDigit(text[at + 1])) at++;
  return at;
}

function byValue(x: string, y: string): number {
  return x.length === y.length ? compare(x, y) : Math.sign(x.length - y.length);
}

function byDigit(x: string, y: string): number {
  const shared = Math.min(x.length, y.length);
  return compare(x.slice(0, shared), y.slice(0, shared)) || Math.sign(x.length - y.length);
}

function compare(x: string, y: string): number {
  return x === y ? 0 : x < y ? -1 : 1;
}

function digitsAt(text: string, at: number): string {
  return /^\d+/.exec(text.slice(at))?.[0] ?? '';
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

function isSpace(char: string | undefined): boolean {
  return char !== undefined && /\s/.test(char);
}
