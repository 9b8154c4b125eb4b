import type { HandshakeError } from '../errors/handshake-error.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1.5em;color:#222}' +
  'h1{font-size:1.3em}code{color:#666}';

/** Nothing runs here, nothing is kept, and no address of the admin travels on. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

function page(title: string, lines: readonly string[], init: ResponseInit): Response {
  const text = lines.map((line) => `<p>${line}</p>`).join('\n');
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>
${text}
</body></html>
`;
  return new Response(html, { ...init, headers: { ...HEADERS, ...init.headers } });
}

/** The page that says what went wrong and what to do, where the app has none of its own. */
export function failurePage({ message, hint, code, status }: HandshakeError): Response {
  const reason = hint ? message.replace(` Hint: ${hint}`, '') : message;
  const lines = [escapeHtml(reason), ...(hint ? [escapeHtml(hint)] : []), `<code>${code}</code>`];
  const headers = status === 405 ? { allow: 'GET' } : {};
  return page('The store could not be connected', lines, { status, headers });
}

/** The page that asks again by itself, for a store's credentials that are on their way. */
export function waitingPage(query: URLSearchParams, seconds: number): Response {
  const headers = { refresh: `${seconds}; url=?${query}` };
  return page('Waiting for the store', ['One moment, please.'], { status: 200, headers });
}

/** Sends a person on. */
export function redirect(to: string): Response {
  const headers = { location: to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 303, headers });
}

/** The answer to a store, which looks at none of it. */
export function plain(
  text: string,
  status: number,
  headers: Record<string, string> = {},
): Response {
  const type = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(`${text}\n`, { status, headers: { ...type, ...headers } });
}

/** An answer with more cookies; a redirect's own headers cannot be changed. */
export function withCookies(answer: Response, cookies: readonly string[]): Response {
  if (cookies.length === 0) return answer;
  const { body, status, statusText, headers } = answer;
  const changed = new Response(body, { status, statusText, headers });
  for (const cookie of cookies) changed.headers.append('set-cookie', cookie);
  return changed;
}
