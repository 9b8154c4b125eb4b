import type { Handler } from '../call.js';
import { isObject, type JsonObject } from '../json.js';
import { search } from '../search/run.js';
import { phpValue } from '../wire/encode-json.js';
import type { ExtensionRoute, MemberTypes, RouteCall, SandboxExtension } from './extension.js';
import { type Argument, type Route, templateOf } from './route.js';
import type { AddedTypes, Member, Members } from './types.js';

/** The routes of a module. */
export function routesOf({ module, routes = [] }: SandboxExtension): readonly Route[] {
  return routes.map((route) => ({
    key: `${route.method} ${route.path}`,
    template: templateOf(route.path),
    resources: [route.resource],
    tag: route.service ?? `${lowerFirst(module.replaceAll('_', ''))}V1`,
    edition: 'open-source',
    since: '2.4.4',
    result: route.result === undefined ? undefined : readMember(route.result).type,
    arguments: argumentsOf(route),
    handler: handlerOf(route),
  }));
}

/** The types a module brings or adds members to. */
export function typesOf({
  definitions = {},
  extensionAttributes = {},
}: SandboxExtension): AddedTypes {
  const own = Object.entries(definitions).map(
    ([name, members]) => [name, readMembers(members)] as const,
  );
  const added = Object.entries(extensionAttributes).map(
    ([name, members]) => [extensionType(name), readMembers(members, true)] as const,
  );
  return new Map([...own, ...added]);
}

/** `catalog-data-product-interface` keeps its extension attributes in `catalog-data-product-extension-interface`. */
function extensionType(name: string): string {
  return name.replace(/-interface$/, '-extension-interface');
}

function argumentsOf(route: ExtensionRoute): readonly Argument[] {
  const inPath = route.path.match(/\{\w+\}/g) ?? [];
  const pathTypes = inPath.map((part): [string, string] => {
    const name = part.slice(1, -1);
    return [name, route.pathTypes?.[name] ?? 'string'];
  });
  const read = (types: MemberTypes, from: Argument['from']): readonly Argument[] =>
    Object.entries(types).map(([name, text]) => ({ name, from, ...readMember(text) }));
  return [
    ...read(Object.fromEntries(pathTypes), 'path'),
    ...read(route.query ?? {}, 'query'),
    ...read(route.body ?? {}, 'body'),
  ];
}

function readMembers(types: MemberTypes, optional = false): Members {
  return new Map(
    Object.entries(types).map(([name, text]) => {
      const { type, required } = readMember(text);
      return [name, { type, required: required && !optional }];
    }),
  );
}

function readMember(text: string): Member {
  return text.endsWith('?')
    ? { type: text.slice(0, -1), required: false }
    : { type: text, required: true };
}

function handlerOf({ handler }: ExtensionRoute): Handler {
  return (call) => {
    const { caller, store, path, query, input } = call;
    const list: RouteCall['search'] = (rows) => {
      const plain = rows.map((row) => phpValue(row)).filter(isObject);
      const columns = Object.keys(plain[0] ?? {});
      return search<JsonObject>(call, {
        rows: plain,
        has: (field) => columns.includes(field),
        column: (row, field) => row[field],
        render: (row) => row,
        unknownField: 'hidden',
      });
    };
    return handler({ caller, store, path, query, input, search: list });
  };
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
