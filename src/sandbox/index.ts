/** An in-memory Magento for tests: `magekit/sandbox`. */
export type {
  CallerKind,
  IntegrationCredentials,
  LoggedRequest,
  SandboxCredentials,
  SandboxOptions,
  SignatureEngine,
} from './options.js';
export { createSandbox, type Sandbox } from './sandbox.js';
export { type RunningSandbox, startSandbox } from './server.js';
