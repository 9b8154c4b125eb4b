import type { Route } from '../installed/route.js';
import type { Types } from '../installed/types.js';
import type { JsonObject } from '../json.js';
import { definitionOf, schemaOf } from './type-schema.js';

/** The definitions some routes need, and those these need, by name. */
export function definitionsFor(routes: readonly Route[], types: Types): JsonObject {
  const found = new Map<string, JsonObject>();
  const add = (type: string): void => {
    const name = definitionOf(type);
    if (name === undefined || found.has(name)) return;
    const members = [...(types.membersOf(name) ?? [])];
    const required = members.filter(([, member]) => member.required).map(([member]) => member);
    found.set(name, {
      type: 'object',
      ...(members.length > 0 && {
        properties: Object.fromEntries(
          members.map(([member, { type: memberType }]) => [member, schemaOf(memberType)]),
        ),
      }),
      ...(required.length > 0 && { required }),
    });
    for (const [, member] of members) add(member.type);
  };
  for (const route of routes) {
    if (route.result !== undefined) add(route.result);
    for (const { type } of route.arguments) add(type);
  }
  const own = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...errorDefinitions, ...Object.fromEntries(own) };
}

const parameters = { $ref: '#/definitions/error-parameters' };

/** What every operation may answer instead. */
const errorDefinitions: JsonObject = {
  'error-response': {
    type: 'object',
    properties: {
      message: { type: 'string', description: 'Error message' },
      errors: { $ref: '#/definitions/error-errors' },
      code: { type: 'integer', description: 'Error code' },
      parameters,
      trace: { type: 'string', description: 'Stack trace' },
    },
    required: ['message'],
  },
  'error-errors': {
    type: 'array',
    description: 'Errors list',
    items: { $ref: '#/definitions/error-errors-item' },
  },
  'error-errors-item': {
    type: 'object',
    description: 'Error details',
    properties: { message: { type: 'string', description: 'Error message' }, parameters },
  },
  'error-parameters': {
    type: 'array',
    description: 'Error parameters list',
    items: { $ref: '#/definitions/error-parameters-item' },
  },
  'error-parameters-item': {
    type: 'object',
    description: 'Error parameters item',
    properties: {
      resources: { type: 'string', description: 'ACL resource' },
      fieldName: { type: 'string', description: 'Missing or invalid field name' },
      fieldValue: { type: 'string', description: 'Incorrect field value' },
    },
  },
};
