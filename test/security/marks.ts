import { inspect } from 'node:util';
import { explainSignature } from '../../src/errors/explanation.js';

/** A secret with a word in it that must never be seen again. */
export interface Marked {
  readonly secret: string;
  /** Of characters that no way of escaping touches, and in short runs, so that no part of it is telling. */
  readonly core: string;
}

/** Makes a secret around a word; what stands before and after needs escaping. */
export function marked(word: string, before = '', after = ''): Marked {
  const core = (`${word}x7Qm2Zt9Kw4Rb8`.match(/.{1,5}/g) ?? []).join('.');
  return { secret: `abcd${before}${core}${after}`, core };
}

/** What a text looks like inside base64, wherever in it the text stands. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${'\0'.repeat(shift)}${text}`).toString('base64');
    // The first and last characters depend on the neighbours.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
}

function membersOf(value: object): unknown[] {
  const members: unknown[] = [];
  const stop: unknown[] = [Object.prototype, Array.prototype, Function.prototype, null];
  for (let at: object = value; !stop.includes(at); at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) {
      members.push(String(key));
      try {
        members.push(Reflect.get(at, key, value));
      } catch {
        // A getter that fails shows nothing.
      }
    }
  }
  return members;
}

/** Every text that can be got out of a value without calling its methods. */
function textsIn(value: unknown, seen: Set<unknown>): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const inside = value instanceof Map || value instanceof Headers ? [...value].flat() : [];
  return [...membersOf(value), ...inside].flatMap((member) => textsIn(member, seen));
}

const attempt = (show: () => unknown): string => {
  try {
    return String(show());
  } catch {
    return '';
  }
};

/** All that a logger, a debugger or a curious colleague can make of a value. */
export function everythingShown(value: unknown): string {
  const toJson = (value as { toJSON?: () => unknown } | null)?.toJSON;
  return [
    ...textsIn(value, new Set()),
    attempt(() => value),
    attempt(() => inspect(value, { depth: 9, showHidden: true, getters: true })),
    attempt(() => JSON.stringify(value)),
    attempt(() => inspect(toJson?.call(value), { depth: 9 })),
    attempt(() => explainSignature(value)),
  ].join('\n');
}

/** The words of secrets that can be seen in a value, raw, escaped or in base64. */
export function leaksIn(value: unknown, secrets: readonly Marked[]): string[] {
  const shown = everythingShown(value);
  return secrets
    .filter(({ core }) => [core, ...base64Forms(core)].some((form) => shown.includes(form)))
    .map(({ core }) => core);
}
