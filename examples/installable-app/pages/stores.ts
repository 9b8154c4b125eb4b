import { html } from 'hono/html';
import type { Installation } from '../../../src/installations/index.js';
import { page } from './page.js';

interface Product {
  readonly sku: string;
  readonly name?: string | undefined;
  readonly price?: number | undefined;
}

/** A store as the page shows it. */
export type StoreView = { readonly installation: Installation } & (
  | {
      readonly status: 'connected';
      readonly products: readonly Product[];
      readonly total: number;
    }
  | { readonly status: 'removed' }
  | { readonly status: 'silent'; readonly reason: string }
);

/** What the list shows. */
export interface StoresView {
  readonly account: string;
  readonly stores: readonly StoreView[];
  readonly previousAccounts: ReadonlyMap<string, string>;
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const row = ({ sku, name, price }: Product) =>
  html`<tr><td>${sku}</td><td>${name ?? ''}</td><td class="number">${price?.toFixed(2) ?? ''}</td></tr>`;

function state(store: StoreView) {
  const { installation } = store;
  if (store.status === 'removed') {
    return html`<p class="alert">The merchant has removed the app from this store. Its credentials are deleted.</p>`;
  }
  if (store.status === 'silent') {
    return html`<p class="alert">The store could not be asked: ${store.reason}</p>`;
  }
  return html`<p>Connected since ${day(installation.installedAt)}.</p>
<table><caption>${store.products.length} of ${store.total} products</caption>
<thead><tr><th scope="col">SKU</th><th scope="col">Name</th><th scope="col" class="number">Price</th></tr></thead>
<tbody>${store.products.map(row)}</tbody></table>`;
}

function article(store: StoreView, previous: string | undefined) {
  const { storeId } = store.installation;
  return html`<article>
<h2>${storeId}</h2>
${previous && html`<p class="note">It belonged to the account ${previous} before.</p>`}
${state(store)}
<form method="post" action="/disconnect">
<input type="hidden" name="storeId" value="${storeId}">
<button class="quiet" aria-label="Disconnect ${storeId}">Disconnect</button>
<p class="hint">Forgets the store here. Its merchant deletes the integration in Magento.</p>
</form>
</article>`;
}

const NONE = html`<p>No store is connected. A merchant connects one in the Magento admin, under
System → Integrations, with <em>Activate</em>.</p>`;

/** Lists the connected stores of an account. */
export function storesPage({ account, stores, previousAccounts }: StoresView): Promise<Response> {
  const articles = stores.map((one) =>
    article(one, previousAccounts.get(one.installation.storeId)),
  );
  return page({
    title: 'Your stores',
    account,
    content: articles.length ? html`${articles}` : NONE,
  });
}
