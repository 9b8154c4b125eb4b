import type { Hono } from 'hono';
import { isMagentoError } from '../../src/index.js';
import type { Installation, Installations } from '../../src/installations/index.js';
import { type StoreView, storesPage } from './pages/stores.js';
import type { Sessions } from './sessions.js';

/** One slow store must not hold up the page. */
const PATIENCE_MS = 10_000;
const SHOWN_PRODUCTS = 5;

/** What a store sells, or why that cannot be said. */
async function look(installations: Installations, installation: Installation): Promise<StoreView> {
  try {
    const magento = await installations.client(installation.storeId);
    const { items, total_count } = await magento.products.list(
      { searchCriteria: { pageSize: SHOWN_PRODUCTS } },
      { fields: ['items[sku,name,price]', 'total_count'], deadlineMs: PATIENCE_MS },
    );
    return { installation, status: 'connected', products: items, total: total_count };
  } catch (error) {
    if (!isMagentoError(error)) throw error;
    // It may also be that the app's own secret has changed; what is stored says which.
    const now = await installations.get(installation.storeId);
    if (now?.status === 'removed') return { installation, status: 'removed' };
    return { installation, status: 'silent', reason: error.message };
  }
}

/** Lists the stores of the person's account, and lets go of one. */
export function addStoreRoutes(
  app: Hono,
  sessions: Sessions,
  installations: Installations,
  previousAccounts: ReadonlyMap<string, string>,
): void {
  app.get('/', async (c) => {
    const account = await sessions.accountOf(c);
    if (account === undefined) return c.redirect('/login', 303);
    // Looks through all of them, which will do for an example; your database knows an account's stores.
    const own: Installation[] = [];
    for await (const one of installations.list()) if (one.account === account) own.push(one);
    own.sort((a, b) => a.storeId.localeCompare(b.storeId));
    const stores = await Promise.all(own.map((one) => look(installations, one)));
    return storesPage({ account, stores, previousAccounts });
  });

  app.post('/disconnect', async (c) => {
    const { storeId } = await c.req.parseBody();
    const account = await sessions.accountOf(c);
    if (account === undefined) return c.redirect('/login', 303);
    const found = typeof storeId === 'string' ? await installations.get(storeId) : undefined;
    // Not found and not yours are the same, or the answers would tell who our merchants are.
    if (found?.account === account) await installations.remove(found.storeId);
    return c.redirect('/', 303);
  });
}
