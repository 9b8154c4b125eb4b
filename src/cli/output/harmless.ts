/** A terminal obeys these characters, and a store may say anything. Tabs and line feeds are let through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not get through
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const C1 = /[\u007f-\u009f]/g;

/** A text for people, with a mark in place of each control character. */
export const harmless = (text: string): string => text.replace(CONTROL, '\ufffd');

/** JSON escapes the control characters below a blank by itself; those above `~` it leaves. */
export function toJsonText(value: unknown, indent?: number): string {
  const escaped = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
  return (JSON.stringify(value, undefined, indent) ?? '').replace(C1, escaped);
}
