/** What is odd about a schema, or could not be read, and where. Never a reason to stop. */
export interface CodegenWarning {
  /** `GET /V1/acme/warranties › parameters.2`, `definitions › acme-data-warranty-interface › state` … */
  readonly place: string;
  /** What it is, and what was made of it. One sentence. */
  readonly message: string;
}

/** Takes down a warning. */
export type Warn = (place: string, message: string) => void;

/** Collects warnings, each said once. */
export function createWarnings(): { readonly warn: Warn; readonly all: () => CodegenWarning[] } {
  const found = new Map<string, CodegenWarning>();
  return {
    warn: (place, message) => {
      found.set(`${place}\n${message}`, { place, message });
    },
    all: () => [...found.values()],
  };
}
