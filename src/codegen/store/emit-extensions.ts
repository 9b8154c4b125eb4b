import type { Definitions, TypeModel } from '../definitions.js';
import { hasSent, isSentOtherwise, memberLines, sentName } from '../emit-types.js';
import { typeImports } from '../imports.js';
import type { Member, Side } from '../shapes.js';
import { refsIn } from '../swagger.js';
import { byText } from '../text.js';
import type { MemberName } from './compare.js';

/** What a store's modules add to one interface of the package. */
interface Addition {
  readonly module: string;
  readonly name: string;
  readonly side: Side;
  readonly members: readonly Member[];
}

/**
 * Declares what the store's modules add to the types of the package, by declaration merging: extension
 * attributes, and members of newer versions. Undefined when there is nothing of that kind.
 */
export function emitExtensions(
  added: readonly MemberName[],
  store: Definitions,
  builtIn: Definitions,
): string | undefined {
  const byDefinition = new Map<string, Set<string>>();
  for (const { definition, member } of added) {
    byDefinition.set(definition, (byDefinition.get(definition) ?? new Set()).add(member));
  }
  const additions = [...byDefinition].flatMap(([definition, members]) =>
    additionsTo(definition, members, store, builtIn),
  );
  if (additions.length === 0) return undefined;
  const refs = additions.flatMap(({ members, side }) =>
    members.flatMap(({ schema }) => refsIn(schema)).map((key) => [key, side] as const),
  );
  const modules = [...new Set(additions.map(({ module }) => module))].sort(byText);
  const blocks = modules.map((module) => {
    const interfaces = additions
      .filter((one) => one.module === module)
      .sort((a, b) => byText(a.name, b.name))
      .map(({ name, members, side }) => {
        const lines = memberLines(members, { side }, store, '    ');
        return `  interface ${name} {\n${lines.join('')}  }\n`;
      });
    return `declare module 'magekit/types/${module}' {\n${interfaces.join('\n')}}\n`;
  });
  // A compiler finds what is declared into only where something imports it.
  const found = modules.map((module) => `import type {} from 'magekit/types/${module}';\n`);
  return `${found.join('')}${typeImports(refs, store, './types')}\n${blocks.join('\n')}`;
}

function additionsTo(
  definition: string,
  names: ReadonlySet<string>,
  store: Definitions,
  builtIn: Definitions,
): Addition[] {
  const [answer, request] = [builtIn.get(definition, 'answer'), builtIn.get(definition, 'request')];
  const members = (model: TypeModel | undefined, side: Side): Member[] => {
    if (model?.shape.kind !== 'object') return [];
    store.use(definition, side);
    const shape = store.get(definition, side)?.shape;
    return shape?.kind === 'object' ? shape.members.filter(({ name }) => names.has(name)) : [];
  };
  const answered = members(answer, 'answer');
  const sent = members(request, 'request');
  // Requests of an extension have the members of answers already, but for those that differ.
  const inherits = request?.extension === true && answer?.shape.kind === 'object';
  const known = new Map(answered.map((member) => [member.name, member]));
  const differing = sent.filter((one) => isSentOtherwise(one, known.get(one.name)));
  const own = inherits ? (hasSent(answer) ? differing : []) : sent;
  return [
    ...(answer ? [{ ...placeOf(answer), side: 'answer' as const, members: answered }] : []),
    ...(request
      ? [
          {
            ...placeOf(request),
            ...(inherits && answer ? { name: sentName(answer.name) } : {}),
            side: 'request' as const,
            members: own,
          },
        ]
      : []),
  ].filter((one) => one.members.length > 0);
}

const placeOf = ({ name, module }: TypeModel) => ({ name, module });
