import { html } from 'hono/html';
import type { HandshakeError } from '../../../src/installations/index.js';
import { page } from './page.js';

/** Why it failed; any error of a handshake will do. */
export type Failure = Pick<HandshakeError, 'message' | 'hint' | 'status'> & {
  readonly code?: string;
};

/** Says what went wrong and what to do. */
export function failedPage({ message, hint, code, status }: Failure): Promise<Response> {
  // Messages end in their hint, which has a line of its own here.
  const reason = hint ? message.replace(` Hint: ${hint}`, '') : message;
  return page({
    title: 'The store could not be connected',
    status,
    content: html`
<p class="alert" role="alert">${reason}</p>
${hint && html`<p>${hint}</p>`}
${code && html`<p class="quiet">Code for our support: <code>${code}</code></p>`}`,
  });
}
