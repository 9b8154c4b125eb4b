/** An in-memory Magento for tests: `magekit/sandbox`. */
export type {
  CallerKind,
  IntegrationCredentials,
  LoggedRequest,
  OauthEngine,
  SandboxCredentials,
  SandboxOptions,
} from './options.js';
export { createSandbox, type Sandbox } from './sandbox.js';
export { type RunningSandbox, startSandbox } from './server.js';
