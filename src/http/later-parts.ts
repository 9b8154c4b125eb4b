/** Modules that only some calls need, loaded with the first of them. */
export interface LaterParts {
  listQuery(): Promise<typeof import('./list-query.js')>;
  responseFilter(): Promise<typeof import('../search/fields/response-filter.js')>;
}

/** Loads once; what failed, as in a browser without a network, is tried again the next time. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

/** The parts of one client. Each `import()` takes time, with loaders as that of tsx half a millisecond. */
export function createLaterParts(): LaterParts {
  return {
    listQuery: once(() => import('./list-query.js')),
    responseFilter: once(() => import('../search/fields/response-filter.js')),
  };
}
