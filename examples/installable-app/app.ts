import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { addConnectRoutes } from './connect.js';
import { createAppInstallations } from './handshakes.js';
import { addLoginRoutes } from './login.js';
import type { AppOptions } from './options.js';
import { STYLE } from './pages/style.js';
import { createSessions } from './sessions.js';
import { createSignedCookies } from './signed-cookies.js';
import { addStoreRoutes } from './stores.js';

/** An app that merchants install in their Magento: a login, a question, and a list of stores. */
export function createApp(options: AppOptions): Hono {
  const { origin, log, sessionSecret } = options;
  const { clock } = options.installations;
  const cookies = createSignedCookies({
    secret: sessionSecret,
    secure: origin.startsWith('https:'),
    now: () => clock?.now() ?? Date.now(),
  });
  const sessions = createSessions(cookies);
  const { installations, previousAccounts } = createAppInstallations(options);

  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    // Without the query: Magento's holds a consumer key and a key of the admin's session.
    log(`${c.req.method} ${c.req.path} ${c.res.status}`);
  });

  // Before the check for forged forms: a store is no browser and sends no origin.
  app.post('/magento/callback', (c) => installations.handleCallback(c.req.raw));
  app.get('/magento/identity', (c) => installations.handleIdentity(c.req.raw));

  // The origin is named because a proxy before the app may hide it. Forms of others must not even log a
  // person in: they would connect their store to somebody else's account.
  app.use(csrf({ origin }), bodyLimit({ maxSize: 16 * 1024 }));
  app.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  addLoginRoutes(app, sessions);
  addConnectRoutes(app, sessions, installations);
  addStoreRoutes(app, sessions, installations, previousAccounts);
  return app;
}
