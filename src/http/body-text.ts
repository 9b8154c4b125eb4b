import { InputError } from '../errors/input-error.js';

/**
 * JSON knows neither NaN nor an infinity, and writes `null` instead, which a store would save. Of a Map or
 * a Set it writes nothing.
 */
function checkValues(body: unknown): void {
  const left: unknown[] = [body];
  while (left.length > 0) {
    const value = left.pop();
    if (value instanceof Map || value instanceof Set) {
      throw new InputError(
        `The body holds a ${value.constructor.name}, of which JSON keeps nothing. Make it an object or a list.`,
      );
    }
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) left.push(inner);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new InputError(
        `The body holds ${value}, which JSON cannot say. Leave it out, or send null.`,
      );
    }
  }
}

/**
 * A body as its JSON text.
 * @throws InputError for what JSON cannot say: a number that is none, an object that holds itself
 */
export function bodyText(body: unknown): string | undefined {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch {
    throw new InputError(
      'The body cannot be written as JSON: it holds itself or a BigInt, or is nested too deeply.',
    );
  }
  if (text?.includes('null') || text?.includes('{}')) checkValues(body);
  return text;
}
