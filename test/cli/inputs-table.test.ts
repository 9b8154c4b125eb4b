import { describe, expect, it } from 'vitest';
import { resources } from '../../generated/resources.js';
import { loadOperations } from '../../src/cli/operations/table.js';
import type { Operation } from '../../src/index.js';

type ResourceFunction = (client: unknown, input: object) => Operation & { source?: unknown };

/** Every operation as its function hands it to a client, by name. */
const rows = new Map(
  Object.entries(resources).flatMap(([resource, module]) =>
    Object.entries(module as unknown as Record<string, ResourceFunction>)
      .map(([name, call]) => [name, call({ call: (row: Operation) => row }, {})] as const)
      .filter(([, row]) => row.source === undefined)
      .map(([name, row]) => [`${resource}.${name}`, row] as const),
  ),
);
const table = await loadOperations();

describe('the table of the command line', () => {
  it('has every operation, and no other', () => {
    expect([...table.names].sort()).toEqual([...rows.keys()].sort());
    expect(table.names.length).toBeGreaterThan(600);
  });

  it('names the members that the operations take', () => {
    const parameters = (path: string) => Array.from(path.matchAll(/\{(\w+)\}/g), ([, one]) => one);
    for (const [name, row] of rows) {
      const { method, path, query = [], criteria, body = [] } = row;
      const info = table.find(name);
      expect(info, name).toMatchObject({ method, path });
      const members = [...parameters(path), ...query, ...(criteria ? [criteria] : []), ...body];
      expect(info?.members.map((member) => member.name).sort(), name).toEqual(
        [...new Set(members)].sort(),
      );
    }
  });

  it('leads from every object to its members', () => {
    const known = new Set(['string', 'integer', 'number', 'boolean', 'json', 'criteria']);
    const seen = new Set<string>();
    const queue = table.names.flatMap((name) => table.find(name)?.members ?? []);
    for (let member = queue.pop(); member; member = queue.pop()) {
      const type = member.type.replaceAll('[]', '');
      if (known.has(type) || seen.has(type)) continue;
      seen.add(type);
      const below = table.membersOf(type);
      expect(below, type).toBeDefined();
      queue.push(...(below ?? []));
    }
    expect(seen.size).toBeGreaterThan(200);
  });
});
