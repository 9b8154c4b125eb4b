import { expect, test } from 'vitest';
import { plural, singular } from '../../src/codegen/names.js';
import { ruleName } from '../../src/codegen/rule-name.js';

const list = { 200: { schema: { type: 'array', items: { type: 'string' } } } };

test.each([
  ['GET', '/V1/acme/warranties/{id}', 'acmeWarranties.get'],
  ['GET', '/V1/acme/warranty/{id}', 'acmeWarranties.get'],
  ['POST', '/V1/acme/warranties', 'acmeWarranties.create'],
  ['PUT', '/V1/acme/warranties/{id}', 'acmeWarranties.update'],
  ['DELETE', '/V1/acme/warranties/{id}', 'acmeWarranties.delete'],
  ['GET', '/V1/acme/warranties/search', 'acmeWarranties.list'],
  ['POST', '/V1/acme/warranties/{id}/approve', 'acmeWarranties.approve'],
  ['POST', '/V1/acme/warranties/{id}/submitToCustomer', 'acmeWarranties.submitToCustomer'],
  ['POST', '/V1/acme/warranties/{id}/claims', 'acmeWarranties.createClaim'],
  ['GET', '/V1/acme/warranties/{id}/claims/{claimId}', 'acmeWarranties.getClaim'],
  ['GET', '/V1/slots', 'slots.get'],
  ['GET', '/V1/slots/mine', 'mySlots.get'],
  ['GET', '/V2/products/{sku}/acme-labels', 'products.getAcmeLabels'],
  ['GET', '/', 'root.get'],
])('%s %s is %s', (method, path, expected) => {
  const { resource, candidates } = ruleName({ method, path, source: {} });
  expect(`${resource}.${candidates[0]}`).toBe(expected);
});

test('what answers a list is a list, and the way it is found is the second choice', () => {
  const path = '/V1/slots/{day}/times/{zone}';
  const { candidates } = ruleName({ method: 'GET', path, source: { responses: list } });
  expect(candidates).toEqual(['listTimes', 'listTimesByDayAndZone']);
});

test('a service is what its name is about, wherever its address leads', () => {
  const source = { tags: ['acmeWarrantyWarrantyRepositoryV1'] };
  const named = (path: string) => ruleName({ method: 'GET', path, source });
  expect(named('/V1/acme/guarantee/{id}').resource).toBe('acmeWarranties');
  expect(named('/V1/products/{sku}/warranties').resource).toBe('acmeWarranties');
});

test('nouns have a plural and a singular', () => {
  const pairs = ['category', 'box', 'address', 'status', 'slot', 'day', 'branch'];
  expect(pairs.map(plural)).toEqual([
    'categories',
    'boxes',
    'addresses',
    'statuses',
    'slots',
    'days',
    'branches',
  ]);
  expect(pairs.map(plural).map(singular)).toEqual(pairs);
});
