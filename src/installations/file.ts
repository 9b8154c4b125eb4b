export { type FileInstallationStoreOptions, fileInstallationStore } from './stores/file.js';
