import type { SignatureEngine } from './base-string.js';

/** What is known about a refused signature. */
export interface RefusedSignature {
  readonly engine: SignatureEngine;
  /** The base string each engine would sign. */
  readonly baseString: (engine: SignatureEngine) => string;
  /** What the store said. */
  readonly message: string;
  /** Texts to shorten: consumer key and token. */
  readonly keys: readonly string[];
  /** How far the timestamp was ahead of the store, in seconds. */
  readonly aheadSeconds: number;
}

const VERSIONS: Readonly<Record<SignatureEngine, string>> = {
  zend: 'up to 2.4.5',
  laminas: '2.4.6 and 2.4.7',
  hmac: 'from 2.4.8',
};

const CAUSES = [
  'One of the four credentials is wrong, swapped, or belongs to another store. Compare all four with System → Integrations.',
  'A proxy changes scheme, host or port before Magento sees them. Magento signs what PHP sees: set oauth1({ signedUrl }) to that address, or let the proxy pass Host and X-Forwarded-Proto on.',
  'The shop answers under another address (www, https). Use the address of the admin’s base URL.',
  'The integration was activated again, which made new tokens.',
  'The clock of this machine is more than 10 minutes ahead of the store.',
  'A proxy decodes or normalises the path, such as %2F in a SKU.',
];

function shorten(text: string, keys: readonly string[]): string {
  return keys.reduce((short, key) => short.replaceAll(key, `${key.slice(0, 4)}…`), text);
}

/** An explanation in sentences, for people who have to find the cause. */
export function explainRefusal(refused: RefusedSignature): string {
  const { engine, baseString, message, keys, aheadSeconds } = refused;
  const signed = baseString(engine);
  const others = (Object.keys(VERSIONS) as SignatureEngine[]).filter((one) => one !== engine);
  const differing = others.filter((one) => baseString(one) !== signed);
  return [
    `The store said: ${message}`,
    `Signed for the engine "${engine}" (Magento ${VERSIONS[engine]}):`,
    `  ${shorten(signed, keys)}`,
    ...(differing.length === 0
      ? ['All engines sign this request alike, so the version of the store is not the cause.']
      : differing.flatMap((one) => [
          `The engine "${one}" (Magento ${VERSIONS[one]}) would sign:`,
          `  ${shorten(baseString(one), keys)}`,
        ])),
    ...(Math.abs(aheadSeconds) > 60
      ? [
          `The timestamp was ${Math.abs(aheadSeconds)} s ${aheadSeconds > 0 ? 'ahead of' : 'behind'} the store.`,
        ]
      : []),
    'Usual causes, in this order:',
    ...CAUSES.map((cause, index) => `  ${index + 1}. ${cause}`),
  ].join('\n');
}
