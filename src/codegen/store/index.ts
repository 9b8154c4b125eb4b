export type { PropertyCorrection } from '../input.js';
export type { CodegenWarning } from '../warning.js';
export type { AttributeOwner, StoreAttribute, StoreAttributes } from './attributes.js';
export {
  type GenerateCommandOptions,
  type GenerateCommandOutput,
  type GenerateCommandResult,
  generateCommand,
} from './command.js';
export { checkModules, writeModules } from './disk.js';
export { generateModules } from './generate-modules.js';
export { type StoreFacts, schemaModules } from './schema-modules.js';
export type {
  GeneratedModules,
  GenerateModulesOptions,
  ModuleDifferences,
  NameOverrides,
  OperationOverride,
  StoreManifest,
  WrittenModules,
} from './types.js';
