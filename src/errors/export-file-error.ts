import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** Why a file cannot be exported to. */
export type ExportFileReason =
  /** Another process, or another export of this one, is writing it. */
  | 'busy'
  /** What lies there unfinished belongs to another export, or to none. */
  | 'other'
  /** What lies there unfinished is not as it was left, or somebody else has written to it. */
  | 'damaged';

/** What an {@link ExportFileError} carries besides its message. */
export interface ExportFileErrorOptions extends MagentoErrorOptions {
  readonly reason: ExportFileReason;
  /** The file that was to be written. */
  readonly path: string;
}

/** An export cannot go on in its file. Nothing was changed there. */
export class ExportFileError extends MagentoError {
  override readonly name = 'ExportFileError';
  readonly code = 'EXPORT_FILE';
  readonly reason: ExportFileReason;
  readonly path: string;

  constructor(message: string, { reason, path, ...options }: ExportFileErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.path = path;
  }

  override toJSON(): Record<string, unknown> {
    const { reason, path } = this;
    return { ...super.toJSON(), reason, path };
  }
}
