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

const escapeForPattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

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
 * A list fills `%1`, `%2` …; where the template has only named placeholders it fills those in order.
 */
export function fillMessage(template: string, parameters: MessageParameters | undefined): string {
  const values = parameters === undefined ? undefined : valuesByName(template, parameters);
  if (!values || values.size === 0) return template;
  const names = [...values.keys()].sort((a, b) => b.length - a.length).map(escapeForPattern);
  return template.replace(new RegExp(`%(${names.join('|')})`, 'g'), (_, name: string) =>
    spell(values.get(name)),
  );
}
