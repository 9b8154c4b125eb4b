import { loadReference } from './reference.js';
import { type StoreFacts, storeModules } from './store-modules.js';
import type { GeneratedModules, GenerateModulesOptions } from './types.js';

export type { StoreFacts } from './store-modules.js';

/** The same as `generateModules`, from a schema at hand. Reads and writes nothing; equal input, equal text. */
export async function schemaModules(
  facts: StoreFacts,
  options: Pick<GenerateModulesOptions, 'names' | 'only'> = {},
): Promise<GeneratedModules> {
  return storeModules(facts, await loadReference(), options);
}
