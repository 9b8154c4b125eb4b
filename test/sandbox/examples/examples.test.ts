import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { handlers } from '../../../src/sandbox/entities/index.js';
import { ask } from '../ask.js';
import { type Examples, readExamples } from '../recorded.js';
import { knownShapes, notAsked } from './known.js';
import { addValue, differences, emptyShape, unknownMembers } from './shape.js';
import { type ExampleStore, exampleStore } from './store.js';

const folder = new URL('../../data/examples/', import.meta.url);
const files = readdirSync(folder).map((name) => name.replace('.json', ''));

/** Every read that was recorded and that the sandbox serves. */
const reads = files.flatMap((file) =>
  Object.entries(readExamples(file))
    .filter(([route]) => route.startsWith('GET ') && handlers[route] !== undefined)
    .filter(([route, { answers }]) => answers.length > 0 && !notAsked.includes(route)),
);

let store: ExampleStore;
beforeAll(async () => {
  store = await exampleStore();
});

/** The path with the sandbox's own names in it. */
function ownPath(route: string): string {
  const template = route.slice(route.indexOf(' ') + 1);
  return template.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const segments = template.split('/').filter((part) => part !== '' && !part.startsWith('{'));
    const special = segments.map((segment) => store.values[`${segment} ${parameter}`]);
    return special.find((value) => value !== undefined) ?? store.values[parameter] ?? '1';
  });
}

/** Asks what was asked, with the same query, and says where the answer has another form. */
async function outcome(route: string, { answers }: Examples): Promise<readonly string[]> {
  const examples = emptyShape();
  for (const { response } of answers) addValue(examples, response.body);
  const query = answers[0]?.request.url.split('?')[1];
  const path = ownPath(route);
  const token = /\/mine|\/me(\/|$)/.test(path) ? store.customer : store.admin;
  const url = query === undefined ? path : `${path}?${ownQuery(query)}`;
  const answer = await ask(store.sandbox, 'GET', url, undefined, token);
  if (answer.status !== 200) return [`status ${answer.status}: ${JSON.stringify(answer.body)}`];
  const own = emptyShape();
  addValue(own, answer.body);
  const known = knownShapes[route] ?? [];
  return [
    ...differences(own, examples),
    ...unknownMembers(own, examples).map((at) => `${at}: new`),
  ].filter((difference) => !known.some((pattern) => pattern.test(difference)));
}

function ownQuery(query: string): string {
  return query
    .replace(/([?&]|^)skus\[\]=[^&]+/g, '$1skus[]=24-MB03')
    .replace(/\[sku\]=[^&]+/g, '[sku]=24-MB03');
}

describe('recorded reads of a real store', () => {
  it('have answers of the same form here: members and JSON types', async () => {
    const problems: Record<string, readonly string[]> = {};
    for (const [route, examples] of reads) {
      const found = await outcome(route, examples);
      if (found.length > 0) problems[route] = found;
    }
    const total = reads.reduce((sum, [, { answers }]) => sum + answers.length, 0);
    const wrong = reads.filter(([route]) => problems[route] !== undefined);
    const bad = wrong.reduce((sum, [, { answers }]) => sum + answers.length, 0);
    console.info(`examples of reads with the same form: ${total - bad} of ${total}`);
    console.info(`routes: ${reads.length - wrong.length} of ${reads.length}`);
    expect(problems).toEqual({});
  });
});
