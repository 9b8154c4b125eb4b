const longest = 2000;

/** Text from a schema, made fit for a doc comment: one paragraph that cannot end the comment or start a tag. */
export function docText(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .slice(0, longest)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .replaceAll('*/', '*\u200b/')
    .replaceAll('/*', '/\u200b*')
    .replace(/(^|\s|\{)@/g, '$1\uff20')
    .trim();
}

/** Text for a code span in a doc comment. */
export function docCode(text: string): string {
  return `\`${docText(text).replaceAll('`', "'")}\``;
}

/** A doc comment of the given lines; empty ones separate paragraphs. */
export function docComment(lines: readonly string[], indent = ''): string {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return `${indent}/** ${only} */\n`;
  const body = lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('');
  return `${indent}/**\n${body}${indent} */\n`;
}

/** A string literal in single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** A property name, quoted where it has to be. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : quote(name);
}

/** The order every list in the output follows: by code unit, the same on every machine. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The order of formatters for names: letters before case, capitals first where only case differs. */
export function byName(a: string, b: string): number {
  const key = (text: string) =>
    `${text}.`.replace(/[A-Za-z]/g, (c) => c.toLowerCase() + (c < 'a' ? '0' : '1'));
  return byText(key(a), key(b));
}
