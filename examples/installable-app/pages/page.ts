import { html } from 'hono/html';

/** Text whose special characters are escaped, as `html` makes it. */
export type Html = ReturnType<typeof html>;

/** One page of the app. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  /** Who is logged in, if anybody. */
  readonly account?: string | undefined;
  /** Default 200. */
  readonly status?: number;
  /** An origin to which the answer to a form may lead on, besides the app's own. */
  readonly leadsTo?: string;
}

/**
 * No scripts, no frames, nothing kept. Magento's admin watches the window it has opened, so there must be
 * no `cross-origin-opener-policy` here: the admin would take the window for closed.
 */
function headersFor(leadsTo: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // Browsers hold form-action against the redirect after a form as well, and that leads to the store.
    'content-security-policy': `default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${leadsTo}`,
    // Not no-referrer, with which forms would name no origin, and be refused as forged.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
}

/** Lays a page out. */
export async function page({ title, content, account, status, leadsTo }: Page): Promise<Response> {
  const who = account && html`<span>${account} · <a href="/login">Change account</a></span>`;
  const text = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,">
</head>
<body>
<header><strong>Example app</strong>${who}</header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return new Response(text, { status: status ?? 200, headers: headersFor(leadsTo ?? '') });
}
