import type { CallOptions, Magento } from '../../index.js';
import type { OperationInfo } from './table.js';

type Resource = Readonly<
  Record<string, (input: object, options: CallOptions<unknown>) => Promise<unknown>>
>;

/** Runs an operation by its name. */
export function runOperation(
  magento: Magento,
  { name }: OperationInfo,
  input: object,
  options: CallOptions<unknown>,
): Promise<unknown> {
  const [resource = '', method = ''] = name.split('.');
  const bound = (magento as unknown as Readonly<Record<string, Resource>>)[resource];
  const run = bound?.[method];
  // The table and the resources are generated from the same schema.
  if (!run) throw new Error(`${name} is in the table, but nowhere else.`);
  return run(input, options);
}
