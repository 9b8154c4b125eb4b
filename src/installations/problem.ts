import { type HandshakeCode, HandshakeError } from '../errors/handshake-error.js';

interface Problem {
  readonly status: number;
  readonly message: string;
  readonly hint?: string;
  /** Whether the same activation may still succeed. Otherwise its secrets are deleted. */
  readonly mayPass?: true;
}

const AGAIN =
  'Open System → Integrations in the Magento admin and press Reauthorize (or Activate).';
const WAIT = 'Reload this page in a moment.';

const PROBLEMS: Readonly<Record<HandshakeCode, Problem>> = {
  HANDSHAKE_METHOD: { status: 405, message: 'This address does not take this method.' },
  HANDSHAKE_CONTENT_TYPE: {
    status: 415,
    message: 'The body is not application/x-www-form-urlencoded.',
  },
  HANDSHAKE_TOO_LARGE: { status: 413, message: 'The request is larger than any store sends.' },
  HANDSHAKE_FIELDS: {
    status: 400,
    message: 'A field is missing, repeated or malformed',
    hint: 'This page is opened by Magento. The callback and identity URLs of the integration must have no query of their own.',
  },
  HANDSHAKE_TOO_MANY: { status: 429, message: 'Too many callbacks within a minute.', hint: AGAIN },
  HANDSHAKE_STORE_ADDRESS: {
    status: 400,
    message: 'The address of the store cannot be used',
    hint: "Stores need https and a public address; see the store's base URL under Stores → Configuration → Web.",
  },
  HANDSHAKE_STORE_NOT_ALLOWED: {
    status: 403,
    message: 'This app is not meant for this store.',
    hint: 'Ask the maker of the app.',
  },
  HANDSHAKE_RETURN_ADDRESS: {
    status: 400,
    message: 'The address to return to does not belong to the store.',
    hint: `The admin must be on the origin of the store's base URL. ${AGAIN}`,
  },
  HANDSHAKE_UNKNOWN: {
    status: 404,
    message: "The store's credentials have not arrived, or they have been forgotten.",
    hint: AGAIN,
    mayPass: true,
  },
  HANDSHAKE_EXPIRED: {
    status: 410,
    message: 'More than five minutes have passed since the activation was started.',
    hint: AGAIN,
  },
  HANDSHAKE_OTHER_BROWSER: {
    status: 409,
    message: 'Another browser has begun to connect this store.',
    hint: `Go on there, or start anew: ${AGAIN}`,
    mayPass: true,
  },
  HANDSHAKE_SESSION: {
    status: 403,
    message: 'This browser did not start this connection, or its session has ended.',
    hint: `Allow cookies for this page. ${AGAIN}`,
    mayPass: true,
  },
  HANDSHAKE_BUSY: {
    status: 409,
    message: 'This connection is being finished right now.',
    hint: WAIT,
    mayPass: true,
  },
  HANDSHAKE_USED: {
    status: 409,
    message: 'The store has used up the tokens of this activation already.',
    hint: `${AGAIN} If this comes back, an exchange was broken off halfway: delete the integration in the store and create it anew.`,
  },
  HANDSHAKE_SIGNATURE: {
    status: 502,
    message: 'The store refused the signature.',
    hint: `A proxy may change host, port or scheme before Magento sees them. ${AGAIN}`,
  },
  HANDSHAKE_VERIFIER: { status: 502, message: 'The store refused the verifier.', hint: AGAIN },
  HANDSHAKE_CLOCK: {
    status: 502,
    message: 'The clocks of the store and of this app are too far apart.',
    hint: `Correct the clock of the store. ${WAIT}`,
    mayPass: true,
  },
  HANDSHAKE_REFUSED: { status: 502, message: 'The store refused the exchange', hint: AGAIN },
  HANDSHAKE_UNREACHABLE: {
    status: 504,
    message: 'The store did not answer',
    hint: `The store must be reachable from here. ${WAIT}`,
    mayPass: true,
  },
  HANDSHAKE_ANSWER: {
    status: 502,
    message: 'The store answered with something else than tokens',
    hint: `A firewall, a maintenance page or a redirect may be in the way. ${WAIT}`,
    mayPass: true,
  },
  HANDSHAKE_STORAGE: {
    status: 503,
    message: 'The installation store failed.',
    hint: WAIT,
    mayPass: true,
  },
  HANDSHAKE_HOOK: {
    status: 500,
    message: 'The app failed to take the connection.',
    hint: WAIT,
    mayPass: true,
  },
};

/** What is known about one occurrence of a problem. */
export interface ProblemDetails {
  /** Goes on where the general message ends. Never a secret. */
  readonly detail?: string | undefined;
  readonly storeId?: string | undefined;
  readonly cause?: unknown;
  /** In place of the general hint. */
  readonly hint?: string | undefined;
}

/** Makes the error of a code, with its sentence, its advice and its status. */
export function problem(code: HandshakeCode, details: ProblemDetails = {}): HandshakeError {
  const { status, message, hint } = PROBLEMS[code];
  const { detail, storeId, cause } = details;
  const sentence = detail ? `${message.replace(/\.$/, '')}: ${detail}` : message;
  return new HandshakeError(code, sentence.endsWith('.') ? sentence : `${sentence}.`, {
    status,
    storeId,
    hint: details.hint ?? hint,
    cause,
  });
}

/** Whether the same activation may still succeed after this. */
export function mayPass(code: HandshakeCode): boolean {
  return PROBLEMS[code].mayPass === true;
}
