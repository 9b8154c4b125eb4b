import type { Consumer } from '../auth/consumers.js';

/** Addresses the pages point to. */
export interface PageLinks {
  /** Path of the list of integrations. */
  readonly list: string;
  /** Full address an app sends the popup to when it is done. */
  readonly success: string;
}

const statusNames = ['Inactive', 'Active', 'Reset'] as const;

/** The list of integrations, each with its button. */
export function listPage(consumers: readonly Consumer[], links: PageLinks): string {
  const rows = consumers.map(
    (consumer) =>
      `<tr><td>${quote(consumer.name)}</td><td>${statusNames[consumer.status]}</td><td>${button(consumer, links)}</td></tr>`,
  );
  return htmlPage(
    'Integrations',
    `<p id="message" role="status"></p>
<table><thead><tr><th>Name</th><th>Status</th><th>Action</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
<script>${popupScript(links)}</script>`,
  );
}

/** What a button shows where the script does not open the popup. */
export function noticePage(
  name: string,
  again: boolean,
  identityUrl: string,
  links: PageLinks,
): string {
  const purpose = again ? 're-authorization' : 'activation';
  return htmlPage(
    'Integrations',
    `<p>Integration '${quote(name)}' has been sent for ${purpose}.</p>
<p><a href="${quote(identityUrl)}">Log in to the app</a></p>
${backLink(links)}`,
  );
}

/** Why an integration could not be activated. */
export function failurePage(message: string, links: PageLinks): string {
  return htmlPage('Integrations', `<p role="alert">${quote(message)}</p>\n${backLink(links)}`);
}

/** The end of the handshake: closes the popup after a second. */
export function closingPage(links: PageLinks): string {
  return htmlPage(
    'Integration',
    `<p>You may close this window.</p>
${backLink(links)}
<script>setTimeout("self.close()",1000);</script>`,
  );
}

function button(consumer: Consumer, { list }: PageLinks): string {
  // Magento shows the four credentials of such an integration; here they are the sandbox's own.
  if (consumer.app === undefined) return '';
  const action = `${list}admin/integration/tokensExchange/id/${consumer.id}/`;
  const caption = consumer.status === 0 ? 'Activate' : 'Reauthorize';
  return `<form method="post" action="${quote(action)}"><button>${caption}</button></form>`;
}

/**
 * Opens the popup at the click, before anything is waited for, as browsers block it later; reloads the
 * list when the popup is closed or has come back. Where it is blocked, the form is sent as it is.
 */
function popupScript(links: PageLinks): string {
  return `
const done = ${scriptText(links.success)};
const watch = (popup) => {
  const timer = setInterval(() => {
    let back = popup.closed;
    // The address can be read only while the popup is on this origin.
    try { back ||= popup.location.href === done; } catch {}
    if (!back) return;
    clearInterval(timer);
    location.reload();
  }, 500);
};
document.addEventListener('submit', async (event) => {
  const popup = open('', '', 'width=680,height=510');
  if (popup === null) return;
  event.preventDefault();
  const message = document.getElementById('message');
  try {
    const response = await fetch(event.target.action, { method: 'POST', headers: { accept: 'application/json' } });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.message);
    popup.location = answer.identity_link_url;
    watch(popup);
  } catch (error) {
    popup.close();
    message.textContent = error.message;
  }
});
`;
}

function htmlPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${quote(title)}</title></head>
<body><h1>${quote(title)}</h1>
${content}
</body></html>
`;
}

function backLink({ list }: PageLinks): string {
  return `<p><a href="${quote(list)}">Integrations</a></p>`;
}

/** Text between tags or quotes. */
function quote(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A string in a script; an end tag within it would end the script. */
function scriptText(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
