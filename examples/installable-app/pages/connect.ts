import { html } from 'hono/html';
import type { IdentityVisit } from '../../../src/installations/index.js';
import { page } from './page.js';

/** What is asked. */
export interface ConnectView {
  readonly visit: IdentityVisit;
  readonly account: string;
}

/**
 * What changes for a store that is known. The other account is not named before the exchange has proved
 * that the person runs the store: anybody can get here with anybody's address.
 */
function change({ account, visit: { installed } }: ConnectView) {
  if (installed === undefined) return '';
  if (installed.account === account) {
    const again =
      installed.status === 'active' ? 'It is connected already' : 'It was connected before';
    return html`<p class="note">${again}. The app gets new credentials.</p>`;
  }
  return html`<p class="note">This store belongs to another account of this app. It moves to <strong>${account}</strong>, and the other account loses it.</p>`;
}

/** Asks whether to connect a store to an account. */
export function connectPage(view: ConnectView): Promise<Response> {
  const { visit, account } = view;
  const { state, storeId, storeUrl } = visit;
  return page({
    title: `Connect ${storeId} to your account ${account}?`,
    account,
    leadsTo: new URL(storeUrl).origin,
    content: html`
<p>The app reads and writes what the store's integration allows. Go on only if you pressed
<em>Activate</em> or <em>Reauthorize</em> in the admin of <strong>${storeUrl}</strong> a moment ago.</p>
${change(view)}
<form method="post" action="/connect">
<input type="hidden" name="state" value="${state}">
<input type="hidden" name="account" value="${account}">
<button>Connect</button>
</form>
<p><a href="/login?state=${state}">Connect it to another account</a>, or close this window to leave it.</p>`,
  });
}
