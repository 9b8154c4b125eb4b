export { type AdminLogin, adminToken } from './auth/admin-token.js';
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
export { customerSession } from './auth/customer-session.js';
export { type CustomerLogin, customerToken } from './auth/customer-token.js';
export type { GivenToken } from './auth/given-token.js';
export { type ImsOptions, ims } from './auth/ims.js';
export { integrationBearer } from './auth/integration-bearer.js';
export type { LoginOptions } from './auth/login-options.js';
export { type OAuth1Options, oauth1 } from './auth/oauth1.js';
export {
  type AuthyOptions,
  authy,
  type DuoChallenge,
  type DuoOptions,
  duo,
  promptTwoFactor,
  type TotpOptions,
  type TwoFactor,
  type TwoFactorAnswer,
  type TwoFactorLogin,
  type TwoFactorQuestion,
  totp,
  type U2fOptions,
  u2f,
} from './auth/two-factor.js';
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
export { type BoundResources, createMagento, type Magento } from './client/create-magento.js';
export { type Env, type EnvOptions, fromEnv } from './client/from-env.js';
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
export type { SignatureEngine } from './oauth1/base-string.js';
export type { Condition } from './search/conditions.js';
export type { Filter, FilterGroup, SearchCriteria, SortOrder } from './search/criteria.js';
export type { Column, Comparison, Criteria, CriteriaBuilder } from './search/criteria-builder.js';
export { anyOf, where } from './search/where.js';
