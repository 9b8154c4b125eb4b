import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors/index.js';
import { fieldsText } from '../../../src/search/fields/fields-text.js';

describe('fieldsText', () => {
  it.each([
    ['items[sku,name],total_count', 'items[sku,name],total_count'],
    [['sku', 'price'], 'sku,price'],
    [['sku', 'extension_attributes[stock_item[qty]]'], 'sku,extension_attributes[stock_item[qty]]'],
    [
      { sku: true, options: { title: true, values: { sku: true } } },
      'sku,options[title,values[sku]]',
    ],
  ])('writes %j as %s', (fields, text) => {
    expect(fieldsText(fields)).toBe(text);
  });

  it.each([
    ['items[sku],items[price],total_count', 'items[sku,price],total_count'],
    [['items[sku,a[b]]', 'items[a[c]]'], 'items[sku,a[b,c]]'],
    ['items[sku],items', 'items'],
    [['items', 'items[sku]'], 'items'],
    ['sku,sku', 'sku'],
  ])('loses nothing of %j, where the server would keep the last mention', (fields, text) => {
    expect(fieldsText(fields)).toBe(text);
  });

  it.each([
    '',
    'sku name',
    'sku.name',
    'url-key',
    'items[sku',
    'items]sku[',
    'items[sku]]',
    'items[]',
    'sku,',
    ',sku',
    '[sku]',
    'items[sku]name',
  ])('refuses the text %j, which Magento answers with nothing', (text) => {
    expect(() => fieldsText(text)).toThrow(InputError);
    expect(() => fieldsText([text])).toThrow(InputError);
  });

  it.each([
    [[]],
    [['sku,name']],
    [[1]],
    [{}],
    [{ items: {} }],
    [{ sku: false }],
    [{ sku: undefined }],
    [{ items: ['sku'] }],
    [{ 'url-key': true }],
    [1],
    [null],
  ])('refuses %j', (fields) => {
    expect(() => fieldsText(fields)).toThrow(InputError);
  });
});
