import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** What can go wrong in a handshake. These names stay. */
export type HandshakeCode =
  /** The request has another method than this step takes. */
  | 'HANDSHAKE_METHOD'
  /** The body is no form. */
  | 'HANDSHAKE_CONTENT_TYPE'
  /** Body or address are longer than any store sends. */
  | 'HANDSHAKE_TOO_LARGE'
  /** A field is missing, repeated or malformed. */
  | 'HANDSHAKE_FIELDS'
  /** More callbacks within a minute than allowed. */
  | 'HANDSHAKE_TOO_MANY'
  /** The store's address is not https, or not public. */
  | 'HANDSHAKE_STORE_ADDRESS'
  /** The app does not want this store (`allowStore`). */
  | 'HANDSHAKE_STORE_NOT_ALLOWED'
  /** The address to return to is not on the store's origin. */
  | 'HANDSHAKE_RETURN_ADDRESS'
  /** No credentials have arrived for this consumer, or they have been forgotten. */
  | 'HANDSHAKE_UNKNOWN'
  /** More than 300 seconds have passed since the credentials arrived. */
  | 'HANDSHAKE_EXPIRED'
  /** Another browser has begun to finish this handshake. */
  | 'HANDSHAKE_OTHER_BROWSER'
  /** The browser's cookie is missing, forged, ended, or of an earlier activation. */
  | 'HANDSHAKE_SESSION'
  /** Another request is finishing this handshake right now. */
  | 'HANDSHAKE_BUSY'
  /** The store has used up the tokens of this activation. */
  | 'HANDSHAKE_USED'
  /** The store refused the signature: the credentials are not its own, or a proxy changes the address. */
  | 'HANDSHAKE_SIGNATURE'
  /** The store refused the verifier. */
  | 'HANDSHAKE_VERIFIER'
  /** The clocks of store and app are too far apart. */
  | 'HANDSHAKE_CLOCK'
  /** The store refused for a reason that is not known here. */
  | 'HANDSHAKE_REFUSED'
  /** The store did not answer. */
  | 'HANDSHAKE_UNREACHABLE'
  /** The store answered with something else than tokens: a page, a redirect. */
  | 'HANDSHAKE_ANSWER'
  /** The installation store failed, or holds a record that cannot be read. */
  | 'HANDSHAKE_STORAGE'
  /** A function given by the app threw. */
  | 'HANDSHAKE_HOOK';

/** What a {@link HandshakeError} carries besides its message. */
export interface HandshakeErrorOptions extends MagentoErrorOptions {
  /** HTTP status for whoever asked. */
  readonly status: number;
  /** Id of the store, when it is known. */
  readonly storeId?: string | undefined;
}

/** The handshake with a store could not go on. Nothing of it is left half stored. */
export class HandshakeError extends MagentoError {
  override readonly name = 'HandshakeError';
  readonly code: HandshakeCode;
  /** HTTP status for whoever asked. */
  readonly status: number;
  /** Id of the store, when it is known. */
  readonly storeId: string | undefined;

  constructor(code: HandshakeCode, message: string, options: HandshakeErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = options.status;
    this.storeId = options.storeId;
  }

  override toJSON(): Record<string, unknown> {
    const { status, storeId } = this;
    return { ...super.toJSON(), status, storeId };
  }
}
