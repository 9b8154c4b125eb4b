import { type ConnectionFacts, failed, ok, type Verdict } from '../facts.js';
import { isRedirect } from '../open-answer.js';
import { isTlsFailure } from './tls.js';

type Said = readonly [message: string, hint: string];

const BROKEN: Said = [
  'The server broke off the connection.',
  'A firewall may refuse this machine. Ask the shop’s host to allow its address.',
];
const UNREACHABLE: Said = [
  'There is no way from this machine to the server.',
  'Check the network, and whether the shop is reachable only through a VPN.',
];
const NO_ANSWER: Said = [
  'The server did not answer in time.',
  'A firewall may drop what this machine sends, or the shop is overloaded. Open the address in a browser.',
];

const byCode: Readonly<Record<string, Said>> = {
  ENOTFOUND: [
    'There is no server with this name.',
    'Check the spelling of the address; a new domain may take hours to be known everywhere.',
  ],
  EAI_AGAIN: [
    'The name of the server could not be looked up just now.',
    'Check the network and name server of this machine, then try again.',
  ],
  ECONNREFUSED: [
    'Nothing answers at this address: the connection was refused.',
    'Check the port, and whether the shop’s web server runs.',
  ],
  ECONNRESET: BROKEN,
  EPIPE: BROKEN,
  UND_ERR_SOCKET: BROKEN,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: NO_ANSWER,
  UND_ERR_CONNECT_TIMEOUT: NO_ANSWER,
  ATTEMPT_TIMEOUT: NO_ANSWER,
  DEADLINE: NO_ANSWER,
};

const UNKNOWN: Said = [
  'The address could not be reached.',
  'Browsers do not tell why, and Magento does not allow calls from pages of other sites. Try from a server.',
];

/** The address to configure when the REST call was sent on; undefined when it leads elsewhere. */
function newBase(location: URL): string | undefined {
  const at = location.pathname.search(/\/rest\//);
  return at < 0 ? undefined : location.origin + location.pathname.slice(0, at);
}

function aboutRedirect(root: string, to: string | null): Verdict {
  let location: URL;
  try {
    location = new URL(to ?? '', root);
  } catch {
    return failed('The server sends callers to an address that is none.');
  }
  if (to === null) return failed('The server sends callers to another address.');
  const shown = location.origin + location.pathname;
  const base = newBase(location);
  const downgrade = root.startsWith('https:') && location.protocol === 'http:';
  if (downgrade) {
    return failed(
      `The server sends callers to an address without encryption (${shown}).`,
      'The shop’s base URLs or its proxy are set up for http. Let them be changed to https.',
    );
  }
  return base
    ? failed(`The server sends callers to another address (${base}).`, `Configure ${base} instead.`)
    : failed(
        `The server sends callers to ${shown}, which is no REST address.`,
        'A login page or a maintenance page may stand before the shop. Ask for /rest to be let through.',
      );
}

/** Whether there is a server at the address, and it is the shop’s own one. */
export function checkAddress({ open, root }: ConnectionFacts): Verdict {
  if (open.failure) {
    // Somebody answers there; what is wrong is the certificate, or what comes after.
    const { code, platformCode = code } = open.failure;
    if (isTlsFailure(open.failure) || code === 'RESPONSE_FORMAT') return ok('The server answers.');
    const [message, hint] = byCode[platformCode] ?? UNKNOWN;
    return failed(message, hint);
  }
  if (isRedirect(open.answer)) return aboutRedirect(root, open.answer.headers.get('location'));
  return ok('The server answers.');
}
