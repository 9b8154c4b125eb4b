import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Corrections, SwaggerDocument } from '../../src/codegen/index.js';
import { shapeOf } from '../../src/codegen/shapes.js';

const read = (path: string) =>
  readFileSync(new URL(`../../generated/${path}`, import.meta.url), 'utf8');
const schema = JSON.parse(read('schema/magento-2.4.9.json')) as SwaggerDocument;
const corrections = JSON.parse(read('schema/corrections.json')) as Corrections;

/** The text of one generated interface. */
function interfaceText(module: string, name: string): string {
  const text = read(`types/${module}.ts`);
  return text.slice(text.indexOf(`export interface ${name} `)).split('\n}\n', 1)[0] ?? '';
}

describe('a property', () => {
  const definition = {
    type: 'object',
    required: ['id', 'extension_attributes'],
    properties: {
      id: { type: 'integer' },
      note: { type: 'string' },
      extension_attributes: { $ref: '#/definitions/x' },
    },
  };
  const members = (side: 'answer' | 'request', rules: Corrections['properties'] = {}) => {
    const shape = shapeOf('thing', definition, side, { properties: rules });
    if (shape.kind !== 'object') throw new Error('not an object');
    return new Map(shape.members.map((member) => [member.name, member]));
  };

  test('that is required is present in answers, except extension attributes', () => {
    const answer = members('answer');
    expect([...answer.values()].map(({ optional }) => optional)).toEqual([false, true, true]);
  });

  test('is optional in requests unless every request needs it', () => {
    expect([...members('request').values()].every(({ optional }) => optional)).toBe(true);
    const needed = members('request', { thing: { note: { input: { required: true } } } });
    expect(needed.get('note')?.optional).toBe(false);
  });

  test('may be null, on both sides', () => {
    const rules = { thing: { note: { nullable: true } } };
    const orNull = { oneOf: [{ type: 'string' }, { type: 'null' }] };
    expect(members('answer', rules).get('note')?.schema).toEqual(orNull);
    expect(members('request', rules).get('note')?.schema).toEqual(orNull);
  });

  test('that is read-only, or only seen, is no part of requests', () => {
    const rules = { thing: { note: { readOnly: true }, seen: { undeclared: true, schema: {} } } };
    expect([...members('answer', rules).keys()]).toEqual([
      'id',
      'note',
      'extension_attributes',
      'seen',
    ]);
    expect([...members('request', rules).keys()]).toEqual(['id', 'extension_attributes']);
  });

  test('goes by the name the server reads', () => {
    const rules = { thing: { id: { input: { name: 'theId', required: true } } } };
    expect([...members('request', rules).keys()]).toEqual([
      'theId',
      'note',
      'extension_attributes',
    ]);
    expect(members('answer', rules).has('id')).toBe(true);
  });
});

describe('the corrections of Magento', () => {
  test('speak of definitions, properties and operations the schema has', () => {
    const definitions = new Map(Object.entries(schema.definitions ?? {}));
    const properties = Object.entries(corrections.properties ?? {}).flatMap(([key, rules]) =>
      Object.entries(rules)
        .filter(([name, rule]) => !rule.undeclared && !definitions.get(key)?.properties?.[name])
        .map(([name]) => `${key}.${name}`),
    );
    const keys = Object.entries(schema.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const operations = [
      ...Object.keys(corrections.results ?? {}),
      ...Object.keys(corrections.bodies ?? {}),
    ];
    expect(properties).toEqual([]);
    expect(operations.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('reach the generated types', () => {
    const order = interfaceText('sales', 'SalesOrder');
    expect(order).toContain('  customer_email: string | null;');
    expect(order).toContain(
      '  /** Digits with leading zeros; never convert to a number. */\n  increment_id?: string;',
    );
    expect(order).toContain('  /** UTC, `YYYY-MM-DD HH:MM:SS`. */\n  created_at?: string;');
    expect(interfaceText('framework', 'FrameworkAttribute')).toContain('  attribute_code: string;');
    expect(
      interfaceText('inventory-source-selection', 'InventorySourceSelectionInventoryRequestInput'),
    ).toContain('  stockId: number;');
    expect(interfaceText('catalog', 'CatalogCategory')).toContain('children?: string');
    expect(interfaceText('catalog', 'CatalogCategoryInput')).not.toContain('children');
    expect(interfaceText('catalog-inventory', 'CatalogInventoryStockItem')).toContain(
      'is_in_stock: boolean | number;',
    );
  });

  test('make every extension_attributes optional', () => {
    const files = ['catalog', 'sales', 'quote', 'weee', 'customer', 'tax'];
    const text = files.map((file) => read(`types/${file}.ts`)).join('');
    expect(text).toContain('extension_attributes?:');
    expect(text).not.toContain('extension_attributes:');
  });
});
