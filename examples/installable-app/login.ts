import type { Hono } from 'hono';
import { loginPage } from './pages/login.js';
import { ACCOUNTS, isState, type Sessions } from './sessions.js';

/**
 * A login without passwords, in place of yours. What comes after it is made of the `state` alone: an
 * address in the query would let anybody use the login to send people to their own pages.
 */
export function addLoginRoutes(app: Hono, sessions: Sessions): void {
  app.get('/login', (c) => loginPage({ accounts: ACCOUNTS, state: c.req.query('state') }));

  app.post('/login', async (c) => {
    const { account, state } = await c.req.parseBody();
    const known = ACCOUNTS.find((name) => name === account);
    const visit = typeof state === 'string' && isState(state) ? state : undefined;
    if (known === undefined) {
      return loginPage({ accounts: ACCOUNTS, state: visit, problem: 'Choose an account.' });
    }
    c.header('set-cookie', await sessions.logIn(known));
    return c.redirect(visit === undefined ? '/' : `/connect?state=${visit}`, 303);
  });
}
