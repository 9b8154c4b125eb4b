import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** What a {@link StepError} carries besides its message. */
export interface StepErrorOptions extends MagentoErrorOptions {
  readonly helper: string;
  readonly subject: string;
  readonly step: string;
  readonly done: readonly string[];
}

/**
 * A helper of several calls failed after some of them had worked. What is done stays done; `cause` is the
 * error of the step that failed. Repeating the helper is safe where its documentation says so.
 */
export class StepError extends MagentoError {
  override readonly name = 'StepError';
  readonly code = 'STEP';
  /** The helper, such as `products.upsert`. */
  readonly helper: string;
  /** What it worked on: a SKU, the id of a cart. */
  readonly subject: string;
  /** The step that failed. */
  readonly step: string;
  /** The steps done before, in order. */
  readonly done: readonly string[];

  constructor(options: StepErrorOptions) {
    const { helper, subject, step, done, cause } = options;
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `${helper} of "${subject}" failed at: ${step}. Done before: ${done.join(', ')}. ${why}`,
      options,
    );
    this.helper = helper;
    this.subject = subject;
    this.step = step;
    this.done = done;
  }

  override toJSON(): Record<string, unknown> {
    const { helper, subject, step, done } = this;
    return { ...super.toJSON(), helper, subject, step, done };
  }
}
