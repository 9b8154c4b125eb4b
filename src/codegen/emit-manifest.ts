import type { Definitions } from './definitions.js';
import { rights } from './doc.js';
import type { GenerateInput } from './input.js';
import type { OperationModel } from './operations.js';
import { resultRule } from './row.js';

/** Raised whenever the same input gives other files. */
export const generatorVersion = 1;

/** What was generated from what, as JSON. */
export async function emitManifest(
  input: GenerateInput,
  operations: readonly OperationModel[],
  definitions: Definitions,
): Promise<string> {
  const types = definitions.types();
  const head = {
    generator: generatorVersion,
    schemaVersion: input.schema.info?.version ?? null,
    sha256: {
      schema: await sha256(input.schema),
      operations: await sha256(input.operations ?? null),
      corrections: await sha256(input.corrections ?? null),
    },
    counts: {
      operations: operations.length,
      resources: new Set(operations.map(({ resource }) => resource)).size,
      answerTypes: types.filter(({ side }) => side === 'answer').length,
      requestTypes: types.filter(({ side }) => side === 'request').length,
    },
  };
  const rows = operations.map((operation) => row(operation, definitions));
  return `${jsonText({ ...head, operations: rows })}\n`;
}

/** JSON a formatter leaves alone: lists of scalars on one line where they fit. */
function jsonText(value: unknown): string {
  const width = 100;
  return JSON.stringify(value, undefined, 2).replace(
    /^( *)(.*?)\[\n([^[\]{}]*?)\n *\](,?)$/gm,
    (all, indent: string, before: string, list: string, after: string) => {
      const line = `${indent}${before}[${list.trim().replace(/,\n */g, ', ')}]${after}`;
      return line.length <= width ? line : all;
    },
  );
}

function row(operation: OperationModel, definitions: Definitions): Record<string, unknown> {
  const { resource, name, method, path, entry, source, query } = operation;
  return {
    name: `${resource}.${name}`,
    method,
    path,
    repeat: entry?.retry,
    criteria: query.find((member) => member.criteria)?.name,
    list: entry?.list,
    result: resultRule(operation, definitions),
    scope: entry?.scope,
    rights: rights(operation),
    callers: entry?.callers ?? source['x-callers'],
    edition: source['x-edition'],
    since: source['x-since'],
  };
}

async function sha256(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
