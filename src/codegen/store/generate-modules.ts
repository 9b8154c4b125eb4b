import type { Client } from '../../client/types.js';
import type { GeneratedModules, GenerateModulesOptions } from './types.js';

/**
 * Reads a store's schema and attributes through a client and generates modules for what differs from the
 * built-in ones. Writes nothing.
 * @throws MagentoError if not even a part of the schema can be read
 */
export async function generateModules(
  _client: Client,
  _options: GenerateModulesOptions = {},
): Promise<GeneratedModules> {
  throw new Error('not written yet');
}
