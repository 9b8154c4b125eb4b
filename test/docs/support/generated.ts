import { oauth1 } from '../../../src/auth/oauth1.js';
import { generateModules } from '../../../src/codegen/store/index.js';
import { createClient } from '../../../src/core.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import { loyalty } from '../../codegen/store/support/loyalty.js';

/** What the reader of the guide to `magekit generate` has generated: file name → text. */
export async function generated(): Promise<[string, string][]> {
  const sandbox = createSandbox();
  sandbox.extend(loyalty(1));
  const auth = oauth1(sandbox.credentials.integration);
  const client = createClient({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
  const { files } = await generateModules(client);
  return [...files].map(([name, text]) => [`magento/${name}`, text]);
}
