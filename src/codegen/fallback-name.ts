import { camel, pascal, take } from './names.js';
import type { SwaggerOperation } from './swagger.js';

const verbs = new Map([
  ['POST', 'create'],
  ['PUT', 'update'],
  ['DELETE', 'delete'],
]);

/**
 * Names an operation nobody named: the first literal segment of its path is the resource, the verb
 * comes from the method, the other literals follow it. What it is found by is added where two agree.
 */
export function fallbackName(
  method: string,
  path: string,
  source: SwaggerOperation,
  namesOf: (resource: string) => Set<string>,
): { resource: string; name: string } {
  const segments = path.split('/').filter((segment) => segment !== '' && !/^V\d+$/.test(segment));
  const isParameter = (segment: string) => segment.startsWith('{');
  const [first = 'root', ...rest] = segments.filter((segment) => !isParameter(segment));
  const schema = source.responses?.['200']?.schema;
  const searches = (source.parameters ?? []).some(({ name }) => name.includes('filterGroups'));
  const read = searches || schema?.type === 'array' ? 'list' : 'get';
  const verb = verbs.get(method) ?? read;
  const resource = camel(first);
  const plain = verb + rest.map(pascal).join('');
  const by = segments.filter(isParameter).map(pascal).join('And');
  const full = by === '' ? plain : `${plain}By${by}`;
  return { resource, name: take(namesOf(resource), plain, full) };
}
