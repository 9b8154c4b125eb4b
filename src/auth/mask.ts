/** Enough of a text to recognise it, too little to use it. */
export function mask(text: string): string {
  return text.length > 8 ? `${text.slice(0, 4)}…` : `${text.slice(0, 1)}…`;
}
