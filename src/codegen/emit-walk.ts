import { type WalkableList, walkName } from './list.js';
import type { OperationModel } from './operations.js';
import { fieldsParameter } from './select.js';
import { docCode, docComment } from './text.js';

const VERBS = [
  { verb: 'iterate', runs: 'walk', result: 'Walk', what: 'The items of all pages' },
  { verb: 'pages', runs: 'walkPages', result: 'PageWalk', what: 'All pages' },
] as const;

/** Name of the constant that holds the row of a list. */
export const rowName = (operation: OperationModel): string => `${operation.name}Operation`;

/** The functions that walk a list: over its items, and over its pages. */
export function emitWalks(
  operation: OperationModel,
  { onlyCriteria: criteria }: WalkableList,
  { item, input }: { readonly item: string; readonly input: string },
): string {
  return VERBS.map(({ verb, runs, result, what }) => {
    const first = criteria ? `criteria?: Criteria<${item}>` : input;
    const given = criteria
      ? criteria === 'criteria'
        ? '{ criteria }'
        : `{ ${criteria}: criteria }`
      : 'input';
    const doc = docComment([
      `${what} of {@link ${operation.name}}, fetched as they are asked for.`,
      '',
      `Many requests of ${docCode(operation.key)}.`,
    ]);
    return `\n${doc}export function ${walkName(verb, operation.name)}${fieldsParameter(item)}(
  client: Client,
  ${first},
  options?: WalkOptions<F>,
): ${result}<Selected<${item}, F>> {
  return ${runs}(client, ${rowName(operation)}, ${given}, options);
}
`;
  }).join('');
}
