import type { GenerateInput } from './input.js';
import { quote } from './text.js';

/** The input itself as a module: what stores are compared with. As text, which compilers need not look at. */
export function emitReference(input: GenerateInput): string {
  return `// Generated from schema/. Do not edit.

/** Schema, names and corrections of the built-in modules, as JSON. */
export const reference: string = ${quote(JSON.stringify(input))};
`;
}
