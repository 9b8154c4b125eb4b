import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors/index.js';
import { parseCriteria } from '../../src/search/index.js';

describe('parseCriteria', () => {
  it('reads names in either case, any indices in the order of the query, and decodes', () => {
    expect(
      parseCriteria(
        '?search_criteria[filter_groups][7][filters][3][field]=name' +
          '&search_criteria[filter_groups][7][filters][3][value]=%C3%BC+%2B%25' +
          '&search_criteria[filter_groups][7][filters][3][condition_type]=LIKE' +
          '&searchCriteria%5BfilterGroups%5D%5B7%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=sku' +
          '&searchCriteria%5BfilterGroups%5D%5B7%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=' +
          '&searchCriteria[sortOrders][9][field]=price' +
          '&searchCriteria[sortOrders][2][field]=sku&searchCriteria[sortOrders][2][direction]=asc' +
          '&searchCriteria[page_size]=5&searchCriteria[currentPage]=2&fields=items[sku]',
      ),
    ).toEqual({
      filterGroups: [
        {
          filters: [
            { field: 'name', value: 'ü +%', conditionType: 'like' },
            { field: 'sku', value: '', conditionType: 'eq' },
          ],
        },
      ],
      sortOrders: [
        { field: 'price', direction: 'DESC' },
        { field: 'sku', direction: 'ASC' },
      ],
      pageSize: 5,
      currentPage: 2,
    });
  });

  const filter = (condition: string, value?: string) =>
    parseCriteria(
      new URLSearchParams({
        'criteria[filterGroups][0][filters][0][field]': 'x',
        'criteria[filterGroups][0][filters][0][conditionType]': condition,
        ...(value === undefined ? {} : { 'criteria[filterGroups][0][filters][0][value]': value }),
      }),
    ).filterGroups?.[0]?.filters[0];

  it('makes lists of lists, and nothing of the dummy of null', () => {
    expect(filter('in', 'A, B,')).toEqual({
      field: 'x',
      value: ['A', ' B', ''],
      conditionType: 'in',
    });
    expect(filter('notnull', '1')).toEqual({ field: 'x', conditionType: 'notnull' });
    expect(filter('null')).toEqual({ field: 'x', conditionType: 'null' });
  });

  it.each(['', 'searchCriteria=', 'searchCriteria', 'searchCriteria=all', 'fields=sku', 'x[y]=1'])(
    'finds no criteria in %j',
    (query) => {
      expect(parseCriteria(query)).toEqual({});
    },
  );

  it.each([
    'searchcriteria[pageSize]=5',
    'searchCriteria[pageSize=5',
    'searchCriteria[pageSize]=',
    'searchCriteria[pageSize]=-1',
    'searchCriteria[pageSize]=5&searchCriteria[page_size]=6',
    'searchCriteria[pageSize]=5&searchCriteria=all',
    'searchCriteria[pageSize][0]=5',
    'searchCriteria[bogus]=1',
    'searchCriteria[constructor]=1',
    'searchCriteria[filterGroups]=1',
    'searchCriteria[filterGroups][a][filters][0][field]=sku',
    'searchCriteria[filterGroups][][filters][][field]=sku',
    'searchCriteria[filterGroups][0]=sku',
    'searchCriteria[filterGroups][0][filter][0][field]=sku',
    'searchCriteria[filterGroups][0][filters][0][field]=sku',
    'searchCriteria[filterGroups][0][filters][0][value]=sku',
    'searchCriteria[filterGroups][0][filters][0][field][0]=sku',
    'searchCriteria[filterGroups][0][filters][0][operator]=gt',
    'searchCriteria[sortOrders][0][direction]=ASC',
    'searchCriteria[sortOrders][0][field]=a&searchCriteria[sortOrders][0][direction]=up',
  ])('refuses %s', (query) => {
    expect(() => parseCriteria(query)).toThrow(InputError);
  });

  it.each(['moreq', 'regexp', 'is', 'seq', 'fulltext'])(
    'refuses the condition %s, which Magento takes for something else or not everywhere',
    (condition) => {
      expect(() => filter(condition, '1')).toThrow(InputError);
    },
  );
});
