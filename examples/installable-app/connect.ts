import type { Context, Hono } from 'hono';
import type { Installations } from '../../src/installations/index.js';
import { connectPage } from './pages/connect.js';
import { failedPage } from './pages/failed.js';
import { isState, type Sessions } from './sessions.js';

const NOT_STARTED_HERE = {
  status: 403,
  message: 'This browser did not start this connection, or it took too long.',
  hint: 'Open System → Integrations in the Magento admin and press Activate or Reauthorize.',
};

const toLogin = (c: Context, state: string) =>
  c.redirect(isState(state) ? `/login?state=${state}` : '/login', 303);

/** Asks whether to connect a store, and does it. */
export function addConnectRoutes(
  app: Hono,
  sessions: Sessions,
  installations: Installations,
): void {
  app.get('/connect', async (c) => {
    const state = c.req.query('state') ?? '';
    const account = await sessions.accountOf(c);
    if (account === undefined) return toLogin(c, state);
    const visit = await installations.visit(c.req.raw, state);
    return visit === undefined ? failedPage(NOT_STARTED_HERE) : connectPage({ visit, account });
  });

  app.post('/connect', async (c) => {
    const form = await c.req.parseBody();
    const state = typeof form.state === 'string' ? form.state : '';
    const account = await sessions.accountOf(c);
    if (account === undefined) return toLogin(c, state);
    // Somebody else has logged in since the question was asked, perhaps in another tab: it is asked again.
    if (account !== form.account)
      return c.redirect(`/connect?state=${encodeURIComponent(state)}`, 303);
    return installations.complete(c.req.raw, { state, account });
  });
}
