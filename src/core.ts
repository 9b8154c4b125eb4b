export { anonymous } from './auth/anonymous.js';
export type {
  AuthAnswer,
  AuthContext,
  AuthDescription,
  AuthenticateFunction,
  Authenticator,
  AuthHeaders,
  AuthRequest,
  AuthSendRequest,
  Caller,
  Refusal,
} from './auth/authenticator.js';
export { createBudget } from './budget/local-budget.js';
export type { BudgetOptions } from './budget/options.js';
export type {
  AcquireOptions,
  BudgetEvents,
  BudgetSnapshot,
  ConcurrencyBudget,
  Lane,
  LeaseLoss,
  LevelCause,
  LevelChange,
  Outcome,
  Permit,
  Priority,
  StoreState,
  WaitBucket,
} from './budget/types.js';
export { type Bound, bind } from './client/bind.js';
export {
  type AnsweredAttempt,
  type AttemptResult,
  type ClassifiedRequest,
  type Classify,
  classify,
  type UnansweredAttempt,
  type Verdict,
} from './client/classify.js';
export { createClient } from './client/create-client.js';
export type {
  AttemptEnd,
  AttemptInfo,
  CallEnd,
  CallInfo,
  Observer,
} from './client/observer.js';
export type { ClientOptions } from './client/options.js';
export type { StandardResult, StandardSchema } from './client/standard-schema.js';
export { testConnection } from './client/test-connection.js';
export type {
  Call,
  CallOptions,
  Client,
  ClientDescription,
  ListRule,
  Method,
  Operation,
  Read,
  Repeat,
  ResponseInfo,
  RestRequest,
  ResultRule,
  WithResponse,
  Write,
} from './client/types.js';
export { type Clock, systemClock } from './clock.js';
export type {
  ConnectionCheck,
  ConnectionFinding,
  ConnectionReport,
  TestConnectionOptions,
} from './connection/report.js';
export { explainSignature } from './errors/explanation.js';
export {
  AttemptTimeoutError,
  AuthenticationError,
  BadRequestError,
  BudgetClosedError,
  BudgetPausedError,
  BudgetStoreError,
  BulkStalledError,
  ConfigError,
  DeadlineError,
  type DeadlineStage,
  fillMessage,
  HttpError,
  type HttpErrorOptions,
  InputError,
  isMagentoError,
  ListChangedError,
  LoginRefusedError,
  MagentoError,
  type MagentoErrorOptions,
  type MagentoMessage,
  type MessageParameters,
  NestedAcquireError,
  NetworkError,
  NotFoundError,
  PermissionError,
  QueueFullError,
  RateLimitError,
  RedirectError,
  type RequestLine,
  ResponseFormatError,
  ServerError,
  TokenExpiredError,
  TwoFactorRequiredError,
} from './errors/index.js';
export type { Condition } from './search/conditions.js';
export type { Filter, FilterGroup, SearchCriteria, SortOrder } from './search/criteria.js';
export type { Column, Comparison, Criteria, CriteriaBuilder } from './search/criteria-builder.js';
export { anyOf, where } from './search/where.js';
