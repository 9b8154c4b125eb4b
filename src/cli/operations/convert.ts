import type { Given } from '../parse.js';
import { UsageError } from '../usage-error.js';

/** What is JSON rather than a text: an object, a list, a quoted text, or one of three words. */
const LOOKS_LIKE_JSON = /^\s*(?:[[{"]|(?:true|false|null)\s*$)/;

function json(option: string, text: string, wanted: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `--${option} takes ${wanted} as JSON, which this is not: ${text.slice(0, 60)}`,
    );
  }
}

function number(option: string, text: string, isWhole: boolean): number {
  const value = Number(text);
  const isRight = /^-?\d+(\.\d+)?$/.test(text) && (!isWhole || Number.isSafeInteger(value));
  if (isRight) return value;
  throw new UsageError(
    `--${option} takes ${isWhole ? 'a whole number' : 'a number'}, not "${text}".`,
  );
}

function flag(option: string, text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new UsageError(`--${option} takes true or false, not "${text}".`);
}

function one(option: string, text: string, type: string): unknown {
  if (type === 'string') return text;
  if (type === 'integer' || type === 'number') return number(option, text, type === 'integer');
  if (type === 'boolean') return flag(option, text);
  if (type === 'json') return LOOKS_LIKE_JSON.test(text) ? json(option, text, 'a value') : text;
  const value = json(option, text, type.endsWith('[]') ? 'a list' : 'an object');
  if (typeof value === 'object' && value !== null) return value;
  throw new UsageError(
    `--${option} takes an object as JSON, or its members one by one: --${option}.<member>.`,
  );
}

/**
 * The value of an option by what its member takes. A list takes JSON, or the option once for each item.
 * @throws UsageError for a value of another kind
 */
export function convert(option: string, given: Given, type: string): unknown {
  if (typeof given === 'boolean') return given;
  const texts = typeof given === 'string' ? [given] : given;
  const [first = ''] = texts;
  if (!type.endsWith('[]')) return one(option, first, type);
  if (texts.length === 1 && /^\s*\[/.test(first)) return json(option, first, 'a list');
  return texts.map((text) => one(option, text, type.slice(0, -2)));
}
