import type { Json } from '../json.js';
import { testOf } from '../search/conditions.js';
import type { Filter } from '../search/criteria.js';
import type { Product } from '../store/rows.js';
import type { Catalogue } from './catalogue.js';
import { particularFields, period } from './product.js';

/** The value of a column of a row, mostly without its product being made. */
export type RowColumn = (row: number, field: string) => Json | undefined;

/** Reads columns of rows: indexed ones are computed, repeated ones are looked up. */
export function rowColumns(
  catalogue: Catalogue,
  column: (product: Product, field: string) => Json | undefined,
): RowColumn {
  const computed: Readonly<Record<string, (row: number) => Json>> = {
    entity_id: catalogue.idOf,
    sku: catalogue.skuOf,
    created_at: catalogue.createdAt,
    updated_at: catalogue.changes.updatedAt,
  };
  const repeated = new Map<string, readonly (Json | undefined)[]>();
  const valuesOf = (field: string): readonly (Json | undefined)[] =>
    Array.from({ length: period }, (_, row) => column(catalogue.product(row), field));
  return (row, field) => {
    const compute = computed[field];
    if (compute !== undefined) return compute(row);
    if (particularFields.includes(field)) return column(catalogue.product(row), field);
    const values = repeated.get(field) ?? valuesOf(field);
    repeated.set(field, values);
    return values[row % period];
  };
}

/** Whether a row meets all groups of filters. */
export function rowTest(
  groups: readonly (readonly Filter[])[],
  column: RowColumn,
): (row: number) => boolean {
  const tests = groups.map((group) => group.map((filter) => filterTest(filter, column)));
  return (row) => tests.every((group) => group.some((test) => test(row)));
}

function filterTest(
  { field, condition, value }: Filter,
  column: RowColumn,
): (row: number) => boolean {
  const test = testOf(condition, value);
  const name = field ?? '';
  if (particularFields.includes(name)) return (row) => test(column(row, name));
  const outcomes = Array.from({ length: period }, (_, row) => test(column(row, name)));
  return (row) => outcomes[row % period] === true;
}
