import { html } from 'hono/html';
import { page } from './page.js';

/** What the login shows. */
export interface LoginView {
  readonly accounts: readonly string[];
  /** The handshake that goes on after it. */
  readonly state: string | undefined;
  readonly problem?: string;
}

/** Asks who the person is. */
export function loginPage({ accounts, state, problem }: LoginView): Promise<Response> {
  const choice = (name: string) =>
    html`<label><input type="radio" name="account" value="${name}" required> ${name}</label>`;
  return page({
    title: 'Log in',
    status: problem === undefined ? 200 : 400,
    content: html`
${problem && html`<p class="alert" role="alert">${problem}</p>`}
<form method="post" action="/login">
<fieldset><legend>Account</legend>${accounts.map(choice)}</fieldset>
${state && html`<input type="hidden" name="state" value="${state}">`}
<button>Log in</button>
</form>
<p><small>An example asks for no password. Your login takes the place of this page.</small></p>`,
  });
}
