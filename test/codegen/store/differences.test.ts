import { expect, test } from 'vitest';
import { type NameOverrides, schemaModules } from '../../../src/codegen/store/index.js';
import { compile } from '../../support/compile.js';
import { acme, answering, type LooseSchema, storeSchema } from './support/store-schema.js';

const generate = (change: (schema: LooseSchema) => void, names?: NameOverrides) =>
  schemaModules({ schema: storeSchema(change) }, names ? { names } : {});

const code = (files: ReadonlyMap<string, string>) =>
  new Map([...files].filter(([name]) => name.endsWith('.ts')));

test('a store like the reference gets nothing but an empty index', async () => {
  const { files, warnings, manifest } = await generate(() => undefined);
  expect([...files.keys()]).toEqual(['index.ts', 'manifest.json']);
  expect(manifest.operations).toEqual([]);
  expect(manifest.absent).toEqual({ operations: 0, members: 0 });
  expect(warnings.filter(({ place }) => !place.startsWith('definitions › '))).toEqual([]);
  expect(await compile('like-reference', code(files))).toEqual([]);
});

test('prose and the order of things are no difference', async () => {
  const { manifest } = await generate((schema) => {
    for (const definition of Object.values(schema.definitions)) {
      definition.description = 'Told at length.';
      definition.properties = Object.fromEntries(
        Object.entries(definition.properties ?? {}).reverse(),
      );
    }
  });
  expect(manifest.operations).toEqual([]);
});

test('a changed member gives types of its own to all that is made of it', async () => {
  const { files, manifest } = await generate((schema) => {
    const properties = schema.definitions['tax-data-tax-class-interface']?.properties;
    if (properties) properties.class_name = { type: 'integer' };
  });
  expect(manifest.changed).toEqual(['tax-data-tax-class-interface.class_name']);
  expect(manifest.operations.map(({ name }) => name)).toEqual([
    'taxClasses.create',
    'taxClasses.list',
    'taxClasses.update',
    'taxClasses.get',
  ]);
  expect(files.get('types/tax.ts')).toContain('  class_name: number;');
  expect(files.get('resources/taxClasses.ts')).toMatch(
    /export \{\n {2}delete,\n\} from 'magekit\/resources\/taxClasses';/,
  );
  expect(await compile('changed-member', code(files), ['**/*.ts'])).toEqual([]);
});

test('what a store may leave out is not declared as always there', async () => {
  const { files } = await generate((schema) => {
    const definition = schema.definitions['tax-data-tax-class-interface'];
    if (definition) definition.required = ['class_type'];
  });
  expect(files.get('types/tax.ts')).toContain('  class_name?: string;');
});

test('members of a newer version are merged into the types of the package', async () => {
  const { files, manifest } = await generate((schema) => {
    const properties = schema.definitions['tax-data-tax-class-interface']?.properties;
    if (properties) properties.class_note = { type: 'string', description: 'A note.' };
  });
  expect(manifest.added).toEqual(['tax-data-tax-class-interface.class_note']);
  expect(manifest.operations).toEqual([]);
  expect(files.get('extensions.ts')).toContain(`declare module 'magekit/types/tax' {
  interface TaxClass {
    /** A note. */
    class_note?: string;
  }

  interface TaxClassInput {
    /** A note. */
    class_note?: string;
  }
}
`);
  const main = `import './index.js';
import { list } from 'magekit/resources/taxClasses';
import type { Client } from 'magekit/core';
export async function note(client: Client): Promise<string | undefined> {
  return (await list(client)).items[0]?.class_note;
}
`;
  expect(await compile('newer', code(files).set('main.ts', main), ['**/*.ts'])).toEqual([]);
});

test('an object on an extension that is empty in Magento is sent as it is answered, on others as its own', async () => {
  const note = { $ref: '#/definitions/acme-note-interface' };
  const { files } = await generate((schema) => {
    schema.definitions['acme-note-interface'] = {
      type: 'object',
      required: ['text'],
      properties: { text: { type: 'string' } },
    };
    for (const owner of ['tax-data-tax-class', 'catalog-data-product']) {
      const extension = schema.definitions[`${owner}-extension-interface`];
      if (extension) extension.properties = { ...extension.properties, note };
    }
  });
  const extensions = files.get('extensions.ts');
  expect(extensions).toContain('interface CatalogProductExtensionSent {');
  expect(extensions).not.toContain('TaxClassExtensionSent');
  const main = `import './index.js';
import type { CatalogProductInput } from 'magekit/types/catalog';
import type { TaxClassInput } from 'magekit/types/tax';
export const product: CatalogProductInput = { extension_attributes: { note: {} } };
export const whole: TaxClassInput = { extension_attributes: { note: { text: 'x' } } };
// @ts-expect-error as it is answered, so whole
export const part: TaxClassInput = { extension_attributes: { note: {} } };
`;
  const program = code(files).set('main.ts', main);
  expect(await compile('sent-extensions', program, ['**/*.ts'])).toEqual([]);
});

const own = (schema: LooseSchema) => {
  schema.paths['/V1/acme/slots/{slotId}'] = acme({
    put: answering({ type: 'boolean' }, { description: 'Books a slot.' }),
    get: answering({ type: 'array', items: { type: 'string' } }),
  });
  schema.paths['/V1/acme/slots/release'] = acme({ put: answering({ type: 'boolean' }) });
};

test('names come from the rules, or from the owner', async () => {
  const names: NameOverrides = {
    operations: {
      'PUT /V1/acme/slots/{slotId}': { resource: 'bookings', method: 'book', repeat: 'never' },
      'GET /V1/acme/slots/{slotId}': { resource: 'bookings', method: 'book' },
      'GET /V1/acme/gone': { method: 'get' },
    },
  };
  const byRule = await generate(own);
  expect(byRule.manifest.operations.map(({ name }) => name)).toEqual([
    'acmeSlots.release',
    'acmeSlots.list',
    'acmeSlots.update',
  ]);
  expect(byRule.files.get('resources/acmeSlots.ts')).toContain('* Books a slot.\n');
  // Nobody knows whether it may be released twice.
  expect(byRule.files.get('resources/acmeSlots.ts')).toContain(`repeat: 'never'`);

  const { manifest, files, warnings } = await generate(own, names);
  expect(manifest.operations.map(({ name }) => name)).toEqual([
    'acmeSlots.release',
    'bookings.book',
    'bookings.update',
  ]);
  expect(files.get('resources/bookings.ts')).toContain('export function book(');
  expect(warnings.map(({ place }) => place).filter((place) => place.startsWith('names'))).toEqual([
    'names › GET /V1/acme/gone',
    'names › PUT /V1/acme/slots/{slotId}',
  ]);
});

test('a list is walked by its key where its owner names one', async () => {
  const key = 'GET /V1/acme/rows';
  const rows = (schema: LooseSchema) => {
    schema.definitions['acme-data-row-search-results-interface'] = {
      type: 'object',
      properties: {
        items: { type: 'array', items: { $ref: '#/definitions/tax-data-tax-class-interface' } },
        search_criteria: { type: 'object' },
        total_count: { type: 'integer' },
      },
    };
    const field = 'searchCriteria[filterGroups][0][filters][0][field]';
    schema.paths['/V1/acme/rows'] = acme({
      get: answering(
        { $ref: '#/definitions/acme-data-row-search-results-interface' },
        { parameters: [{ name: field, in: 'query', type: 'string' }] },
      ),
    });
  };
  const byPages = await generate(rows);
  expect(byPages.files.get('resources/acmeRows.ts')).toContain('list: {},');
  expect(byPages.files.get('resources/acmeRows.ts')).toContain('export function iterate<');
  const names = { operations: { [key]: { key: 'row_id', keyProperty: 'class_id' } } };
  const byKey = await generate(rows, names);
  expect(byKey.files.get('resources/acmeRows.ts')).toContain(
    `list: { key: 'row_id', property: 'class_id' },`,
  );
});

test('only what is asked for is generated', async () => {
  const schema = storeSchema(own);
  const { files, warnings } = await schemaModules({ schema }, { only: ['acmeSlots', 'nothing'] });
  expect([...files.keys()]).toContain('resources/acmeSlots.ts');
  expect(warnings.map(({ place }) => place)).toContain('only › nothing');
  const none = await schemaModules({ schema }, { only: ['attributes'] });
  expect([...none.files.keys()]).toEqual(['index.ts', 'manifest.json']);
});
