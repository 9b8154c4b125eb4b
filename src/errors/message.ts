/** Values of a message's placeholders: by position (`%1`) or by name (`%fieldName`). */
export type MessageParameters = readonly unknown[] | Readonly<Record<string, unknown>>;

/** One message of an error answer. */
export interface MagentoMessage {
  /** The sentence with its placeholders filled in. */
  readonly message: string;
  /** The sentence as sent. */
  readonly template: string;
  readonly parameters: MessageParameters | undefined;
  readonly errors: readonly MagentoMessage[];
  readonly reportId: string | undefined;
}

/** As much of a message as anybody reads, in characters; a store may send megabytes. */
const LONGEST = 10_000;
const LONGEST_NAME = 100;

/** A text of a bearable length. */
export const clip = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

function spell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(spell).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valuesByName(template: string, parameters: MessageParameters): Map<string, unknown> {
  if (!Array.isArray(parameters)) return new Map(Object.entries(parameters));
  const positional = /%[1-9]/.test(template);
  const named = Array.from(new Set(template.match(/%[A-Za-z_]\w*/g)), (name) => name.slice(1));
  const names = positional ? parameters.map((_, index) => String(index + 1)) : named;
  return new Map(names.slice(0, parameters.length).map((name, index) => [name, parameters[index]]));
}

/**
 * Fills a Magento message's placeholders, the longest name first, as Magento itself does.
 * A list fills `%1`, `%2` …; where the template has only named placeholders it fills those in order. The
 * result has 10,000 characters at most.
 */
export function fillMessage(template: string, parameters: MessageParameters | undefined): string {
  const values = parameters === undefined ? undefined : valuesByName(template, parameters);
  if (!values || values.size === 0) return clip(template);
  const lengths = [...new Set(Array.from(values.keys(), (name) => name.length))]
    .filter((length) => length <= LONGEST_NAME)
    .sort((a, b) => b - a);
  const [start = '', ...parts] = template.slice(0, LONGEST + 1).split('%');
  let text = start;
  for (const part of parts) {
    if (text.length > LONGEST) break;
    const length = lengths.find((size) => size <= part.length && values.has(part.slice(0, size)));
    text +=
      length === undefined
        ? `%${part}`
        : clip(spell(values.get(part.slice(0, length)))) + part.slice(length);
  }
  return clip(text);
}
