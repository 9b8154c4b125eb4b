import type { Operation } from '../../client/types.js';
import type { SearchCriteria } from '../criteria.js';
import type { Criteria } from '../criteria-builder.js';
import { plainCriteria } from '../plain-criteria.js';

type Input = Readonly<Record<string, unknown>>;

/** What is asked of a list, wherever its input has it. */
export function criteriaOf({ criteria, list }: Operation, input: Input): SearchCriteria {
  const pagedBy = list?.pagedBy;
  if (pagedBy === undefined) {
    return plainCriteria((input[criteria ?? 'searchCriteria'] ?? {}) as Criteria);
  }
  const held = (pagedBy === 'input' ? input : (input[pagedBy] ?? {})) as SearchCriteria;
  const { pageSize, currentPage } = held;
  return {
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(currentPage === undefined ? {} : { currentPage }),
  };
}

/** The input that asks a list for this. */
export function withCriteria(
  { criteria: member = 'searchCriteria', list }: Operation,
  input: Input,
  criteria: SearchCriteria,
): Input {
  const pagedBy = list?.pagedBy;
  if (pagedBy === undefined) return { ...input, [member]: criteria };
  if (pagedBy === 'input') return { ...input, ...criteria };
  return { ...input, [pagedBy]: { ...(input[pagedBy] as object | undefined), ...criteria } };
}
