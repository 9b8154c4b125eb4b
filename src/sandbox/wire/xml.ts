import { isObject, type Json, type JsonObject } from '../json.js';

/** An answer as Magento's XML: the root is `response`, members of a list are `item`. */
export function encodeXml(value: Json): string {
  return `<?xml version="1.0"?>\n${element('response', value, '')}`;
}

function element(name: string, value: Json, indent: string): string {
  const tag = /^\d/.test(name) ? `item` : name;
  const children: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((item: Json) => ['item', item] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, item]) => [key, item ?? null] as const)
      : [];
  if (children.length > 0) {
    const inner = children.map(([key, item]) => element(key, item, `${indent}  `)).join('');
    return `${indent}<${tag}>\n${inner}${indent}</${tag}>\n`;
  }
  if (value === null || value === '' || typeof value === 'object') return `${indent}<${tag}/>\n`;
  return `${indent}<${tag}>${escapeText(String(value))}</${tag}>\n`;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** The children of an XML document's root, whatever it is called; undefined when it is malformed. */
export function decodeXml(text: string): JsonObject | undefined {
  const tokens = text.replace(/<\?[^>]*\?>|<!--[\s\S]*?-->/g, '').match(/<[^>]+>|[^<]+/g) ?? [];
  const stack: { readonly name: string; text: string; readonly members: Map<string, Json[]> }[] =
    [];
  let root: Json | undefined;
  for (const token of tokens) {
    const tag = /^<(\/?)([\w:.-]+)[^>]*?(\/?)>$/.exec(token);
    const top = stack.at(-1);
    if (tag === null) {
      if (token.startsWith('<')) return undefined;
      if (top !== undefined) top.text += token;
      continue;
    }
    const [, closing, name = '', selfClosing] = tag;
    if (closing === '') stack.push({ name, text: '', members: new Map() });
    if (closing === '' && selfClosing === '') continue;
    const done = stack.pop();
    if (done === undefined || done.name !== name) return undefined;
    const value = nodeValue(done);
    const parent = stack.at(-1);
    if (parent === undefined) root = value;
    else parent.members.set(name, [...(parent.members.get(name) ?? []), value]);
  }
  return stack.length === 0 && isObject(root) ? root : undefined;
}

function nodeValue(node: { text: string; readonly members: Map<string, Json[]> }): Json {
  if (node.members.size === 0) {
    return node.text.trim().replace(/&\w+;/g, (entity) => entities[entity] ?? entity);
  }
  const items = node.members.get('item');
  if (items !== undefined && node.members.size === 1) return items;
  return Object.fromEntries(
    [...node.members].map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] ?? '') : values,
    ]),
  );
}
