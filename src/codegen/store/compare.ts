import { refsIn, type Schema, type SwaggerDocument } from '../swagger.js';
import { byText } from '../text.js';
import { isSameOperation, isSameSchema } from './same-schema.js';

/** A member of a definition. */
export interface MemberName {
  readonly definition: string;
  readonly member: string;
}

/** How a store's schema differs from the reference. */
export interface Differences {
  /** Operations by method and path: `GET /V1/acme/warranties`. */
  readonly newOperations: ReadonlySet<string>;
  readonly changedOperations: ReadonlySet<string>;
  /** Members only the store has, of definitions both have. */
  readonly added: readonly MemberName[];
  /** Members, or whole definitions (`member` is empty), of another type than in the reference. */
  readonly changed: readonly MemberName[];
  /** Definitions of both that cannot be taken from the reference: changed, or made of such. */
  readonly tainted: ReadonlySet<string>;
  /** How much only the reference has. */
  readonly absent: { readonly operations: number; readonly members: number };
}

/** Compares what a store has with the reference. Prose is not compared. */
export function compareSchemas(store: SwaggerDocument, reference: SwaggerDocument): Differences {
  const ours = new Map(Object.entries(store.definitions ?? {}));
  const theirs = new Map(Object.entries(reference.definitions ?? {}));
  const shared = [...ours].flatMap(([definition, one]) => {
    const other = theirs.get(definition);
    return other ? [{ definition, ...compareMembers(definition, one, other) }] : [];
  });
  const changed = shared.flatMap((one) => one.changed);
  const tainted = usersOf(new Set(changed.map(({ definition }) => definition)), ours);
  const operations = compareOperations(store, reference, tainted);
  return {
    ...operations,
    added: shared.flatMap((one) => one.added),
    changed,
    tainted,
    absent: {
      operations: operations.absentOperations,
      members: shared.reduce((sum, one) => sum + one.absent, 0),
    },
  };
}

function compareMembers(
  definition: string,
  one: Schema,
  other: Schema,
): { added: MemberName[]; changed: MemberName[]; absent: number } {
  const isRecord = (schema: Schema) => schema.type !== 'object' || schema.additionalProperties;
  if (isRecord(one) || isRecord(other)) {
    const changed = isSameSchema(one, other) ? [] : [{ definition, member: '' }];
    return { added: [], changed, absent: 0 };
  }
  const ours = new Map(Object.entries(one.properties ?? {}));
  const theirs = new Map(Object.entries(other.properties ?? {}));
  const isNeeded = (schema: Schema, member: string) => schema.required?.includes(member) === true;
  const isChanged = (member: string, ourType: Schema, theirType: Schema) =>
    !isSameSchema(ourType, theirType) ||
    // What this store may leave out must not be declared as always there.
    (isNeeded(other, member) && !isNeeded(one, member) && member !== 'extension_attributes');
  const members = [...ours.keys()].sort(byText);
  const named = (member: string) => ({ definition, member });
  return {
    added: members.filter((member) => !theirs.has(member)).map(named),
    changed: members
      .filter((member) => {
        const [a, b] = [ours.get(member), theirs.get(member)];
        return a !== undefined && b !== undefined && isChanged(member, a, b);
      })
      .map(named),
    absent: [...theirs.keys()].filter((member) => !ours.has(member)).length,
  };
}

/** The definitions, and all that are made of them at any depth. */
function usersOf(
  changed: ReadonlySet<string>,
  definitions: ReadonlyMap<string, Schema>,
): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [key, schema] of definitions) {
    for (const ref of refsIn(schema)) {
      const known = users.get(ref) ?? [];
      known.push(key);
      users.set(ref, known);
    }
  }
  const found = new Set(changed);
  for (const key of found) for (const user of users.get(key) ?? []) found.add(user);
  return found;
}

function compareOperations(
  store: SwaggerDocument,
  reference: SwaggerDocument,
  tainted: ReadonlySet<string>,
): Pick<Differences, 'newOperations' | 'changedOperations'> & { absentOperations: number } {
  const ours = operationsOf(store);
  const theirs = operationsOf(reference);
  const changed = [...ours].filter(([key, source]) => {
    const other = theirs.get(key);
    if (!other) return false;
    return !isSameOperation(source, other) || refsOf(source).some((ref) => tainted.has(ref));
  });
  return {
    newOperations: new Set([...ours.keys()].filter((key) => !theirs.has(key))),
    changedOperations: new Set(changed.map(([key]) => key)),
    absentOperations: [...theirs.keys()].filter((key) => !ours.has(key)).length,
  };
}

type Source = SwaggerDocument['paths'][string][string];

function operationsOf({ paths }: SwaggerDocument): ReadonlyMap<string, Source> {
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, source]): [string, Source] => [
        `${method.toUpperCase()} ${path}`,
        source,
      ]),
    ),
  );
}

function refsOf({ parameters = [], responses = {} }: Source): string[] {
  return [
    ...parameters.flatMap(({ schema }) => (schema ? refsIn(schema) : [])),
    ...Object.values(responses).flatMap(({ schema }) => (schema ? refsIn(schema) : [])),
  ];
}
