import type { Argument, Route } from '../installed/route.js';
import type { JsonObject } from '../json.js';
import { schemaOf } from './type-schema.js';

const media = ['application/json', 'application/xml'];
const failed = { $ref: '#/definitions/error-response' };

/** A route as an operation of Swagger 2.0; one that is only queued answers what the queue says. */
export function operationOf(route: Route, queued: boolean): JsonObject {
  const result = queued ? 'asynchronous-operations-data-async-response-interface' : route.result;
  const parameters = route.arguments.flatMap(parametersOf);
  const body = bodyOf(route);
  return {
    tags: [route.tag],
    operationId: operationId(route.key),
    consumes: media,
    produces: media,
    ...(parameters.length + body.length > 0 && { parameters: [...parameters, ...body] }),
    responses: {
      [queued ? '202' : '200']: {
        description: queued ? '202 Accepted.' : '200 Success.',
        ...(result !== undefined && { schema: schemaOf(result) }),
      },
      ...(!route.resources.includes('anonymous') && {
        '401': { description: '401 Unauthorized', schema: failed },
      }),
      '500': { description: 'Internal Server error', schema: failed },
      default: { description: 'Unexpected error', schema: failed },
    },
  };
}

/** `GET /V1/products/{sku}` as `GetV1ProductsSku`. */
function operationId(key: string): string {
  const [verb = '', path = ''] = key.split(' ');
  const words = [verb.toLowerCase(), ...path.replace(/[{}-]/g, '').split('/')];
  return words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}

/** Criteria are declared member by member, each list with its first index. */
const criteriaMembers = [
  ['[filterGroups][0][filters][0][field]', 'string'],
  ['[filterGroups][0][filters][0][value]', 'string'],
  ['[filterGroups][0][filters][0][conditionType]', 'string'],
  ['[sortOrders][0][field]', 'string'],
  ['[sortOrders][0][direction]', 'string'],
  ['[pageSize]', 'int'],
  ['[currentPage]', 'int'],
] as const;

function parametersOf({ name, type, from, required }: Argument): readonly JsonObject[] {
  if (from === 'body') return [];
  if (type !== 'criteria') return [{ name, in: from, ...schemaOf(type), required }];
  return criteriaMembers.map(([member, memberType]) => ({
    name: `${name}${member}`,
    in: 'query',
    ...schemaOf(memberType),
  }));
}

function bodyOf(route: Route): readonly JsonObject[] {
  const members = route.arguments.filter(({ from }) => from === 'body');
  if (members.length === 0) return [];
  const required = members.filter((member) => member.required).map(({ name }) => name);
  return [
    {
      name: `${operationId(route.key)}Body`,
      in: 'body',
      schema: {
        type: 'object',
        properties: Object.fromEntries(members.map(({ name, type }) => [name, schemaOf(type)])),
        ...(required.length > 0 && { required }),
      },
    },
  ];
}
