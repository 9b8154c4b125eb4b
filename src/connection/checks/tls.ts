import { type ConnectionFacts, failed, ok, skipped, type Verdict, warning } from '../facts.js';
import type { Failure } from '../failure.js';

const TLS = /^(?:CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_|EPROTO)/;
const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/]|$)/;

const OWN_AUTHORITY =
  'Let the shop’s host install a certificate of a public authority. For a test shop of your own, name its certificate in NODE_EXTRA_CA_CERTS.';

type Rule = readonly [codes: RegExp, message: string, hint: string];

const rules: readonly Rule[] = [
  [
    /^CERT_HAS_EXPIRED$/,
    'The shop’s certificate has expired.',
    'Whoever hosts the shop must renew it.',
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    'The shop’s certificate is not valid yet.',
    'Check the clock of this machine first.',
  ],
  [/SELF_SIGNED/, 'The shop’s certificate is self-signed.', OWN_AUTHORITY],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'The shop’s certificate is made for another host name.',
    'Configure the host name it is made for, with or without www, or let one for this name be installed.',
  ],
  [
    /^UNABLE_TO_/,
    'The shop’s certificate comes from an authority that this machine does not know, or its chain is incomplete.',
    'Let the shop’s host install the whole chain (often called fullchain).',
  ],
  [
    /^(?:ERR_SSL_|EPROTO)/,
    'The server does not speak TLS at this port, or only an old version of it.',
    'Check the port of the address; for https it is usually left out.',
  ],
];

/** Whether a connection broke over encryption or certificate. */
export function isTlsFailure({ platformCode = '' }: Failure): boolean {
  return TLS.test(platformCode);
}

/** Whether the connection is encrypted with a certificate that can be trusted. */
export function checkTls({ open, root }: ConnectionFacts): Verdict {
  if (root.startsWith('http:')) {
    return LOOPBACK.test(root)
      ? skipped('The shop is on this machine; nothing needs encryption.')
      : warning(
          'The connection is not encrypted: credentials can be read on the way.',
          'Configure the https address of the shop.',
        );
  }
  if (!open.failure) return ok('The connection is encrypted, and the certificate is good.');
  const { platformCode = '' } = open.failure;
  if (!isTlsFailure(open.failure)) return skipped('Not tried, as the address failed.');
  const rule = rules.find(([codes]) => codes.test(platformCode));
  return rule
    ? failed(rule[1], rule[2])
    : failed(`The shop’s certificate cannot be trusted (${platformCode}).`, OWN_AUTHORITY);
}
