/** An in-memory Magento for tests: `magekit/sandbox`. */

export type { FailOptions, QueueControls } from './async/controls.js';
export type { OperationFailure, QueuedOperation } from './async/failures.js';
export type { Caller } from './auth/callers.js';
export type { IntegrationApp, IntegrationStatus } from './auth/consumers.js';
export type { SandboxMail } from './auth/two-factor-state.js';
export type { GeneratedProducts } from './catalogue/options.js';
export type { AccountControl, AccountControls } from './controls.js';
export type { SandboxClock } from './cost.js';
export type {
  CredentialOverrides,
  IntegrationCredentials,
  SandboxCredentials,
  TwoFactorCredentials,
} from './credentials.js';
export type { ChangedProduct, NewProduct, ProductControls } from './entities/products/controls.js';
export { type Parameters as RefusalParameters, refuse } from './errors.js';
export type { CapacityOptions, Fault, FaultKind, FaultSwitches } from './faults/options.js';
export type { InstallationSwitches, SignatureEngine } from './installation-switches.js';
export type {
  ExtensionAttribute,
  ExtensionRoute,
  MemberTypes,
  RouteCall,
  SandboxExtension,
  TypeText,
} from './installed/extension.js';
export type { ActivateOptions, Activation } from './integrations/activate.js';
export type {
  CreatedIntegration,
  IntegrationControl,
  IntegrationControls,
  SeededIntegration,
} from './integrations/controls.js';
export type { NewIntegration } from './integrations/create.js';
export type {
  CostOptions,
  InputLimitOptions,
  ListSwitches,
  WebServerOptions,
} from './list-switches.js';
export type { CallerKind, LoggedRequest, SandboxOptions } from './options.js';
export { createSandbox, type Sandbox } from './sandbox.js';
export type { SearchResult } from './search/run.js';
export { type RunningSandbox, startSandbox } from './server.js';
export type { SandboxSnapshot } from './snapshot.js';
export type { StoreView } from './store/world.js';
export type {
  ArrivingRequest,
  DeadlockOptions,
  SandboxSwitches,
  TwoFactorOptions,
  TwoFactorProvider,
  WorkerOptions,
} from './switches.js';
export type { Edition, MagentoVersion } from './versions.js';
export type { PhpTree } from './wire/php-query.js';
