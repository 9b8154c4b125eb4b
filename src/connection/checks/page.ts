import type { AuthAnswer } from '../../auth/authenticator.js';
import { failed, type Verdict } from '../facts.js';

type Rule = readonly [
  when: (answer: AuthAnswer) => boolean,
  message: (answer: AuthAnswer) => string,
  hint: string,
];

const FIREWALL = /cloudflare|akamai|sucuri|imperva|incapsula|captcha|access denied|fastly/i;
const ALLOW_US =
  'Ask whoever runs it to let this client through to /rest, by its address or by a header.';

/** Who says it is the server, when it is worth telling; versions are nobody's business. */
function serverOf({ headers }: AuthAnswer): string {
  const name = /^[a-z-]+/i.exec(headers.get('server') ?? '')?.[0];
  return name ? ` (${name})` : '';
}

/** The first rule that fits wins. */
const rules: readonly Rule[] = [
  [
    ({ status, headers }) => status === 401 && /basic/i.test(headers.get('www-authenticate') ?? ''),
    () => 'A password prompt of the web server stands before the shop.',
    'It takes the same header as the credentials of Magento. Let it be switched off for /rest, or this machine’s address be allowed.',
  ],
  [
    ({ status, text }) => status === 503 && /maintenance/i.test(text),
    () => 'The shop is in maintenance mode.',
    'Try again when the maintenance is over, or let this machine’s address be excepted from it.',
  ],
  [
    ({ status, text }) => status === 400 && /plain HTTP request/i.test(text),
    () => 'The server wants https at this port.',
    'Configure the address with https://.',
  ],
  [
    ({ status, text }) =>
      [403, 406, 429].includes(status) || (status !== 404 && FIREWALL.test(text)),
    (answer) => `A firewall or CDN${serverOf(answer)} refuses this client [${answer.status}].`,
    ALLOW_US,
  ],
  [
    ({ status }) => status === 404,
    () => 'A web server answers, but there is no Magento REST API at this address.',
    'Check the address. Where URL rewrites are off it ends in /index.php.',
  ],
  [
    ({ status }) => status === 502 || status === 504,
    ({ status }) => `The web server gets no answer from the shop behind it [${status}].`,
    'PHP may be down or overloaded. Ask the shop’s host.',
  ],
  [
    ({ status }) => status === 503,
    () => 'The shop is not available: it is overloaded, or in maintenance.',
    'Try again in a few minutes.',
  ],
  [
    ({ status }) => status >= 500,
    ({ status }) => `The shop fails on every call [${status}].`,
    'The shop’s logs have the cause; a deployment may be under way.',
  ],
  [
    ({ text }) => /type=["']?password/i.test(text),
    () => 'A login page stands before the shop.',
    ALLOW_US,
  ],
  [
    ({ text }) => /^\s*</.test(text),
    () => 'A web page answers where the REST API should be.',
    'Configure the address of the shop itself. A page builder or another shop may stand there.',
  ],
];

/** Says what stands where Magento's REST API should be. */
export function aboutPage(answer: AuthAnswer): Verdict {
  const rule = rules.find(([when]) => when(answer));
  return rule
    ? failed(rule[1](answer), rule[2])
    : failed(
        `Something answers, but it is not Magento’s REST API [${answer.status}].`,
        'Check the address: it is that of the shop, or ends in /rest.',
      );
}
