import { createRequire } from 'node:module';

// By the package's own name, as sources and built files lie at different depths.
const { version: own } = createRequire(import.meta.url)('magekit/package.json') as {
  readonly version: string;
};

/** The version of this package. */
export const version: string = own;
