/** What PHP makes of a query string: text, or a map of the bracketed names. */
export interface PhpTree {
  [name: string]: string | PhpTree;
}

/** `urldecode`: `+` is a space, stray percent signs stay. */
export function urlDecode(text: string): string {
  return rawUrlDecode(text.replaceAll('+', ' '));
}

/** `rawurldecode`: `+` stays a plus. */
export function rawUrlDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return text;
  }
}

/** `http_build_query`: a space is `+`, and only letters, digits, `-`, `.` and `_` stand plain. */
export function formBody(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${urlEncode(name)}=${urlEncode(value)}`)
    .join('&');
}

function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** `parse_str`: nested names become maps, later values replace earlier ones, dots and spaces become `_`. */
export function parsePhpQuery(query: string): PhpTree {
  const tree: PhpTree = {};
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = urlDecode(equals < 0 ? pair : pair.slice(0, equals));
    assign(tree, namePath(name), equals < 0 ? '' : urlDecode(pair.slice(equals + 1)));
  }
  return tree;
}

function namePath(name: string): readonly string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.includes(']', open)) return [name.replace(/[. [\]]/g, '_')];
  const keys = [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [name.slice(0, open).replace(/[. ]/g, '_'), ...keys];
}

function assign(tree: PhpTree, path: readonly string[], value: string): void {
  let node = tree;
  path.forEach((key, depth) => {
    const name = key === '' ? nextIndex(node) : key;
    // A map with this prototype-like name would reach outside the tree.
    if (name === '__proto__') return;
    if (depth === path.length - 1) {
      node[name] = value;
      return;
    }
    const child = Object.hasOwn(node, name) ? node[name] : undefined;
    const next: PhpTree = typeof child === 'object' ? child : {};
    node[name] = next;
    node = next;
  });
}

function nextIndex(node: PhpTree): string {
  const indices = Object.keys(node).filter((key) => /^\d+$/.test(key));
  return String(indices.length === 0 ? 0 : Math.max(...indices.map(Number)) + 1);
}
