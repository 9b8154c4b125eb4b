import type { Definitions } from './definitions.js';
import { operationDoc } from './doc.js';
import { emitWalks, rowName } from './emit-walk.js';
import { importLine, typeImports } from './imports.js';
import { inputTypes } from './input-types.js';
import { itemType, walkableList } from './list.js';
import { isReserved } from './names.js';
import type { OperationModel } from './operations.js';
import { changesNothing, resultRule, rowMembers } from './row.js';
import { fieldsParameter, isSelectable } from './select.js';
import type { Side } from './shapes.js';
import { orNull } from './shapes.js';
import { byName, byText, docComment } from './text.js';
import { type TypeText, typeText } from './type-text.js';

/** Where a resource module imports from. */
export interface ResourceImports {
  readonly client: string;
  readonly search: string;
}

interface Piece {
  readonly text: string;
  readonly refs: readonly (readonly [string, Side])[];
  readonly empty: boolean;
}

/** The modules of all resources, sorted by name. Uses the types they name. */
export function emitResources(
  operations: readonly OperationModel[],
  definitions: Definitions,
  imports: ResourceImports,
): Map<string, string> {
  const byResource = new Map<string, OperationModel[]>();
  for (const operation of operations) {
    const own = byResource.get(operation.resource) ?? [];
    own.push(operation);
    byResource.set(operation.resource, own);
  }
  return new Map(
    [...byResource]
      .sort(([a], [b]) => byName(a, b))
      .map(([resource, own]) => [resource, emitResource(own, definitions, imports)]),
  );
}

/**
 * The module of one resource: an input interface and a function per operation, and for lists those that
 * walk them. These are all it imports at run time.
 */
function emitResource(
  operations: readonly OperationModel[],
  definitions: Definitions,
  imports: ResourceImports,
): string {
  const sorted = [...operations].sort((a, b) => byText(a.name, b.name));
  const pieces = sorted.map((operation) => emitOperation(operation, definitions));
  const searches = sorted.some(({ query }) => query.some((member) => member.criteria));
  const walks = sorted.some((operation) => walkableList(operation) !== undefined);
  const hidden = sorted.map(({ name }) => name).filter(isReserved);
  const calls = [...new Set(sorted.map(callName))].sort(byText);
  const aliases = hidden.map((name) => `${name}_ as ${name}`).join(', ');
  const selects = sorted.some((operation) => isSelectable(operation.result, definitions));
  const searchTypes = [
    ...(searches ? ['Criteria'] : []),
    ...(selects || walks ? ['Fields'] : []),
    ...(walks ? ['PageWalk'] : []),
    ...(selects || walks ? ['Selected'] : []),
    ...(walks ? ['Walk', 'WalkOptions'] : []),
  ];
  return [
    importLine(
      ['CallOptions', 'Client', ...(walks ? ['Operation'] : []), ...calls].sort(byText),
      imports.client,
    ),
    walks ? `import { walk, walkPages } from '${imports.search}';\n` : '',
    searchTypes.length > 0 ? importLine(searchTypes, imports.search) : '',
    typeImports(
      pieces.flatMap((piece) => piece.refs),
      definitions,
      '../types',
    ),
    '\n',
    pieces.some((piece) => piece.empty)
      ? '/** There is nothing to pass. */\nexport type EmptyInput = Record<string, never>;\n\n'
      : '',
    pieces.map((piece) => piece.text).join('\n'),
    hidden.length > 0 ? `\nexport { ${aliases} };\n` : '',
  ].join('');
}

function emitOperation(operation: OperationModel, definitions: Definitions): Piece {
  const input = inputTypes(operation, definitions);
  const result = resultText(operation, definitions);
  const name = isReserved(operation.name) ? `${operation.name}_` : operation.name;
  const parameter = `input${input.optional ? '?' : ''}: ${input.name ?? 'EmptyInput'}`;
  const selectable = isSelectable(operation.result, definitions);
  const options = selectable ? 'options?: CallOptions<F>' : 'options?: CallOptions';
  const doc = docComment(operationDoc(operation));
  const list = walkableList(operation);
  const item = list ? itemType(operation, definitions) : { text: '', refs: [] };
  return {
    text: [
      list ? rowText(operation, definitions) : '',
      input.text,
      doc,
      signature({ name, call: callName(operation), result: result.text, selectable }, [
        'client: Client',
        parameter,
        options,
      ]),
      list
        ? `  return client.call(${rowName(operation)}, input, options);\n`
        : callText(operation, definitions),
      '}\n',
      list ? emitWalks(operation, list, { item: item.text, input: parameter }) : '',
    ].join(''),
    refs: [
      ...input.refs.map((key) => [key, 'request'] as const),
      ...[...result.refs, ...item.refs, ...input.answers].map((key) => [key, 'answer'] as const),
    ],
    empty: input.name === undefined,
  };
}

function resultText(operation: OperationModel, definitions: Definitions): TypeText {
  const { result } = operation;
  if (!result) return { text: 'void', refs: [] };
  const schema = resultRule(operation, definitions) === 'nullable' ? orNull(result) : result;
  return typeText(schema, 'answer', definitions);
}

const callName = (operation: OperationModel) => (changesNothing(operation) ? 'Read' : 'Call');

/** What the signature of a function is made of. */
interface Heading {
  readonly name: string;
  /** What it returns: `Call` or `Read`. */
  readonly call: string;
  /** Type of the answer. */
  readonly result: string;
  /** Whether a response filter narrows the answer. */
  readonly selectable: boolean;
}

function signature(
  { name, call, result, selectable }: Heading,
  parameters: readonly string[],
): string {
  const start = isReserved(name.replace(/_$/, '')) ? 'function' : 'export function';
  const head = `${start} ${name}${selectable ? fieldsParameter(result) : ''}`;
  const answer = `${call}<${selectable ? `Selected<${result}, F>` : result}>`;
  const line = `${head}(${parameters.join(', ')}): ${answer} {\n`;
  if (line.length <= 101) return line;
  return `${head}(\n${parameters.map((p) => `  ${p},\n`).join('')}): ${answer} {\n`;
}

function rowText(operation: OperationModel, definitions: Definitions): string {
  const members = rowMembers(operation, definitions).map((member) => `  ${member},\n`);
  return `const ${rowName(operation)}: Operation = {\n${members.join('')}};\n\n`;
}

function callText(operation: OperationModel, definitions: Definitions): string {
  const members = rowMembers(operation, definitions);
  const line = `  return client.call({ ${members.join(', ')} }, input, options);\n`;
  if (line.length <= 101) return line;
  const row = `    { ${members.join(', ')} },\n`;
  const rows =
    row.length <= 101 ? row : `    {\n${members.map((m) => `      ${m},\n`).join('')}    },\n`;
  return `  return client.call(\n${rows}    input,\n    options,\n  );\n`;
}
