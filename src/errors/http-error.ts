import { MagentoError, type MagentoErrorOptions } from './magento-error.js';
import type { MagentoMessage, MessageParameters } from './message.js';

/** What an error answer said, with secrets and stack traces left out. */
export interface HttpErrorOptions extends MagentoErrorOptions {
  readonly status: number;
  readonly said: MagentoMessage;
  readonly retryAfterMs?: number | undefined;
}

/**
 * The store answered with an error. `message` and `said` have their placeholders filled in and
 * their nested errors listed; `template` and `parameters` are as sent.
 * @see https://developer.adobe.com/commerce/webapi/get-started/gs-web-api-response/
 */
export class HttpError extends MagentoError {
  override readonly name: string = 'HttpError';
  readonly code: string = 'HTTP';
  /** HTTP status. */
  readonly status: number;
  /** The store's own sentence with its placeholders filled in: `message` without what the library adds. */
  readonly said: string;
  /** Magento's message with its placeholders, perhaps in the language of the store. */
  readonly template: string;
  /** Values of the placeholders: by position or by name. */
  readonly parameters: MessageParameters | undefined;
  /** The single faults, when the store found several. */
  readonly errors: readonly MagentoMessage[];
  /** Number to look for in the store's logs, when the store hid the cause. */
  readonly reportId: string | undefined;
  /** How long the store asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(options: HttpErrorOptions) {
    const { said, status } = options;
    super(`${said.message} [${status}]`, options);
    this.status = status;
    this.said = said.message;
    this.template = said.template;
    this.parameters = said.parameters;
    this.errors = said.errors;
    this.reportId = said.reportId;
    this.retryAfterMs = options.retryAfterMs;
  }

  override toJSON(): Record<string, unknown> {
    const { status, template, parameters, errors, reportId, retryAfterMs } = this;
    return { ...super.toJSON(), status, template, parameters, errors, reportId, retryAfterMs };
  }
}
