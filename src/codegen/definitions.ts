import type { Corrections } from './input.js';
import { type Shape, type Side, shapeOf } from './shapes.js';
import { refsIn, type Schema, type SwaggerDocument } from './swagger.js';
import { byText } from './text.js';
import { type TypeName, typeNames } from './type-names.js';

/** One generated type. */
export interface TypeModel extends TypeName {
  /** The definition it stands for. */
  readonly key: string;
  readonly side: Side;
  /** Named `…ExtensionInterface` by Magento: modules of a shop add members to it. */
  readonly extension: boolean;
  readonly shape: Shape;
}

/** The definitions of a schema as types, grown from what operations use. */
export interface Definitions {
  /** What each definition is or would be called, used or not. */
  readonly names: ReadonlyMap<string, TypeName>;
  /** Every type to generate, sorted by name. */
  types(): TypeModel[];
  /** The name of a definition's type, which is in the output from now on; undefined for none such. */
  use(key: string, side: Side): TypeName | undefined;
  /** The type itself. */
  get(key: string, side: Side): TypeModel | undefined;
}

/**
 * Starts with no type; every {@link Definitions.use} adds one and all it refers to.
 * No type gets one of the names to avoid. What is built in is only imported.
 */
export function createDefinitions(
  schema: SwaggerDocument,
  corrections: Corrections,
  avoid: Iterable<string> = [],
  builtIn: (key: string, side: Side) => TypeName | undefined = () => undefined,
): Definitions {
  const all = new Map<string, Schema>([
    ...Object.entries(schema.definitions ?? {}),
    ...Object.entries(corrections.definitions ?? {}),
  ]);
  const names = typeNames([...all.keys()], new Map(Object.entries(corrections.names ?? {})), avoid);
  const used: Record<Side, Map<string, TypeModel>> = { answer: new Map(), request: new Map() };

  function add(key: string, side: Side): TypeModel | undefined {
    const known = used[side].get(key);
    const definition = all.get(key);
    const base = names.get(key);
    if (known || !definition || !base) return known;
    const shape = shapeOf(key, definition, side, corrections);
    const own = side === 'answer' ? base : { ...base, name: `${base.name}Input` };
    const outside = builtIn(key, side);
    const extension = key.endsWith('-extension-interface') && shape.kind === 'object';
    const model: TypeModel = { key, side, extension, shape, ...(outside ?? own) };
    used[side].set(key, model);
    if (outside) return model;
    const schemas = shape.kind === 'alias' ? [shape.schema] : shape.members.map((m) => m.schema);
    for (const ref of schemas.flatMap(refsIn)) add(ref, side);
    return model;
  }

  return {
    names,
    types: () =>
      [...used.answer.values(), ...used.request.values()]
        .filter(({ isBuiltIn }) => !isBuiltIn)
        .sort((a, b) => byText(a.name, b.name)),
    use: add,
    get: (key, side) => used[side].get(key),
  };
}
