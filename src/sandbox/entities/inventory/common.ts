import type { Call } from '../../call.js';
import { MagentoFailure, noSuchEntity } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { readCriteria } from '../../search/criteria.js';
import { type SearchResult, searchBy } from '../../search/run.js';

/** What is wrong with one field, as `"%field" can not be empty.` goes on after the field. */
export interface Problem {
  readonly field: string;
  readonly problem: string;
}

/** A field that has to be there and is not. */
export function empty(field: string): Problem {
  return { field, problem: 'can not be empty.' };
}

/** Refuses a row with all that is wrong with it. */
export function refuseAll(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new MagentoFailure(400, {
    message: 'Validation Failed',
    errors: problems.map(({ field, problem }) => ({
      message: `"%field" ${problem}`,
      parameters: { field },
    })),
  });
}

/** A list of plain rows. */
export function listOf(
  call: Call,
  rows: Iterable<JsonObject>,
  columns: readonly string[],
  optional = false,
): SearchResult {
  return searchBy(call, readCriteria(call, optional), {
    rows,
    has: (field) => columns.includes(field),
    column: (row, field) => row[field],
    render: (row) => row,
    unknownField: 'hidden',
  });
}

/** A stock, or Magento's 404. */
export function stockById({ world }: Call, id: number): JsonObject {
  const stock = world.stocks.get(id);
  if (stock === undefined) throw noSuchEntity('stock_id', id);
  return stock;
}
