import { definitions } from '../../../generated/definitions.js';

/** A member of a data type. */
export interface Member {
  readonly type: string;
  /** Whether answers always hold it. */
  readonly required: boolean;
}

/** The members of a declared type: snake_case name → type. */
export type Members = ReadonlyMap<string, Member>;

/** Every data type of the store. */
export interface Types {
  /** The members of a type; undefined for one the store does not know. */
  readonly membersOf: (type: string) => Members | undefined;
}

/** What a module adds: new types, and members of types that are there. */
export type AddedTypes = ReadonlyMap<string, Members>;

/** The types of the store, each read when it is first asked for, with what modules add. */
export function createTypes(added: readonly AddedTypes[]): Types {
  const known = new Map<string, Members | undefined>();
  const read = (type: string): Members | undefined => {
    const text = Object.hasOwn(definitions, type) ? definitions[type] : undefined;
    const more = added.flatMap((types) => [...(types.get(type) ?? [])]);
    const isNew = added.some((types) => types.has(type));
    if (text === undefined && !isNew) return undefined;
    return new Map([...readMembers(text ?? ''), ...more]);
  };
  return {
    membersOf: (type) => {
      if (!known.has(type)) known.set(type, read(type));
      return known.get(type);
    },
  };
}

function readMembers(text: string): readonly (readonly [string, Member])[] {
  const words = text.split(' ').filter((word) => word !== '');
  return words.map((word) => {
    const required = word.endsWith('!');
    const colon = word.indexOf(':');
    const type = word.slice(colon + 1, required ? -1 : undefined);
    return [word.slice(0, colon), { type, required }];
  });
}
