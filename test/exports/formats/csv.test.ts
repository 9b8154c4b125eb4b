import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFormat } from '../../../src/exports/formats/csv-format.js';

const cells = (text: string, delimiter = ',') =>
  parse(text, { delimiter, bom: true }) as readonly (readonly string[])[];

const awkward = fc.string({ unit: fc.constantFrom(...'a,;"\'\n\r\t =+-@|€日'.split(''), '"",""') });

describe('csv', () => {
  it('writes what any reader reads back', () => {
    const items = fc.array(fc.record({ a: awkward, b: awkward, c: awkward }), { maxLength: 20 });
    const delimiters = fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const);
    fc.assert(
      fc.property(items, delimiters, fc.boolean(), (rows, delimiter, bom) => {
        const { head, text } = csvFormat({ columns: ['a', 'b', 'c'], delimiter, bom });
        const read = cells(head + text(rows), delimiter);
        expect(read).toEqual([['a', 'b', 'c'], ...rows.map(({ a, b, c }) => [a, b, c])]);
      }),
      { numRuns: 500 },
    );
  });

  it('reads members by path, attributes by code, and whatever a function makes of an item', () => {
    const product = {
      sku: '24-MB01',
      price: 34.5,
      weight: null,
      custom_attributes: [
        { attribute_code: 'color', value: '49' },
        { attribute_code: 'category_ids', value: ['3', '4'] },
      ],
      extension_attributes: { stock_item: { qty: 0, is_in_stock: false } },
      media_gallery_entries: [{ file: '/m/b/mb01.jpg' }],
    };
    const { head, text } = csvFormat<typeof product>({
      columns: [
        'sku',
        { header: 'gross', value: ({ price }) => (price * 1.2).toFixed(2) },
        { header: 'colour', value: 'custom_attributes.color' },
        'custom_attributes.category_ids',
        'custom_attributes.size',
        'extension_attributes.stock_item.qty',
        'extension_attributes.stock_item.is_in_stock',
        'media_gallery_entries.0.file',
        'weight',
        'constructor',
      ],
    });
    const [headers, values] = cells(head + text([product]));
    expect(headers?.slice(0, 4)).toEqual([
      'sku',
      'gross',
      'colour',
      'custom_attributes.category_ids',
    ]);
    expect(values).toEqual([
      '24-MB01',
      '41.40',
      '49',
      '["3","4"]',
      '',
      '0',
      'false',
      '/m/b/mb01.jpg',
      '',
      '',
    ]);
  });

  it('defuses what spreadsheets would run, but no numbers, when asked to', () => {
    const rows = ['=1+1', '+cmd', '-2', '-2.50', '+49 30 1', '@x', '\tx', 'a=b', ''].map((a) => ({
      a,
    }));
    const written = (escapeFormulas: boolean) => {
      const { text } = csvFormat({
        columns: ['a', { header: 'b', value: () => 1 }],
        escapeFormulas,
      });
      return cells(text(rows)).map(([a]) => a);
    };
    expect(written(true)).toEqual([
      "'=1+1",
      "'+cmd",
      '-2',
      '-2.50',
      "'+49 30 1",
      "'@x",
      "'\tx",
      'a=b',
      '',
    ]);
    expect(written(false)).toEqual(rows.map(({ a }) => a));
  });

  it('begins with a byte order mark only when asked to', () => {
    expect(csvFormat({ columns: ['a'], bom: true }).head).toBe('\uFEFFa\r\n');
    expect(csvFormat({ columns: ['a'] }).head).toBe('a\r\n');
  });

  it.each([
    [[], 'at least one column'],
    [['a', { header: 'a', value: 'b' }], 'Two CSV columns have the header "a"'],
    [['a..b'], 'empty name'],
  ])('refuses the columns %j', (columns, message) => {
    expect(() => csvFormat({ columns })).toThrow(message);
  });
});
