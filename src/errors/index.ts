export { AttemptTimeoutError } from './attempt-timeout-error.js';
export { AuthenticationError } from './authentication-error.js';
export { BadRequestError } from './bad-request-error.js';
export { BudgetClosedError } from './budget-closed-error.js';
export { BudgetPausedError } from './budget-paused-error.js';
export { BudgetStoreError } from './budget-store-error.js';
export { BulkStalledError } from './bulk-stalled-error.js';
export { ConfigError } from './config-error.js';
export { DeadlineError, type DeadlineStage } from './deadline-error.js';
export { HttpError, type HttpErrorOptions } from './http-error.js';
export { InputError } from './input-error.js';
export { ListChangedError } from './list-changed-error.js';
export { LoginRefusedError } from './login-refused-error.js';
export {
  isMagentoError,
  MagentoError,
  type MagentoErrorOptions,
  type RequestLine,
} from './magento-error.js';
export { fillMessage, type MagentoMessage, type MessageParameters } from './message.js';
export { NestedAcquireError } from './nested-acquire-error.js';
export { NetworkError } from './network-error.js';
export { NotFoundError } from './not-found-error.js';
export { PermissionError } from './permission-error.js';
export { QueueFullError } from './queue-full-error.js';
export { RateLimitError } from './rate-limit-error.js';
export { RedirectError } from './redirect-error.js';
export { ResponseFormatError } from './response-format-error.js';
export { ServerError } from './server-error.js';
export { TokenExpiredError } from './token-expired-error.js';
export { TwoFactorRequiredError } from './two-factor-required-error.js';
