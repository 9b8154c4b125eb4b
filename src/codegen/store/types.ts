import type { OperationEntry, PropertyCorrection } from '../input.js';
import type { CodegenWarning } from '../warning.js';

/** What the rules should do otherwise for one operation. Members not given keep what the rules say. */
export interface OperationOverride
  extends Partial<Pick<OperationEntry, 'resource' | 'method' | 'summary' | 'notes'>> {
  /** How it may be repeated after an unknown outcome. */
  readonly repeat?: OperationEntry['retry'];
  /**
   * A column of a list that is unique and can be filtered and sorted by, so that it is walked by key.
   * Only for lists; without it they are walked by page numbers.
   */
  readonly key?: string;
  /** The key's name in an item. Default: `key`. */
  readonly keyProperty?: string;
}

/** The file with names of your own (`--names`), as parsed from JSON. */
export interface NameOverrides {
  /** By method and path: `GET /V1/acme/warranties/{id}`. */
  readonly operations?: Readonly<Record<string, OperationOverride>>;
  /** The same as {@link GenerateModulesOptions.services}, and beside them. */
  readonly services?: readonly string[];
  /** Names of types by definition: `acme-warranty-data-warranty-interface`. */
  readonly types?: Readonly<Record<string, string>>;
  /** Where answers or needs differ from what the schema declares, by definition and property. */
  readonly properties?: Readonly<Record<string, Readonly<Record<string, PropertyCorrection>>>>;
}

/** What to generate, and from what. */
export interface GenerateModulesOptions {
  /** Names of your own. Default: by the rules. */
  readonly names?: NameOverrides | undefined;
  /**
   * Resources to generate, such as `acmeWarranties`; `attributes` and `extensions` stand for the files of that
   * name. Default: all.
   */
  readonly only?: readonly string[] | undefined;
  /**
   * Services to ask for when the schema cannot be had as a whole, such as `acmeWarrantyWarrantyRepositoryV1`.
   * Those of Magento are known.
   */
  readonly services?: readonly string[] | undefined;
  /** False leaves the store's attributes alone. Default: true. */
  readonly attributes?: boolean | undefined;
  /** Stops reading the store. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined;
}

/** The head of `manifest.json`: from what the modules were generated. */
export interface StoreManifest {
  readonly generatedBy: 'magekit';
  /** Raised whenever the same input gives other files. */
  readonly generator: number;
  /** Version of the reference the store was compared with. */
  readonly reference: string;
  readonly sha256: {
    /** Of the store's schema, whatever the order of its parts. */
    readonly schema: string;
    readonly attributes: string | null;
    readonly names: string | null;
  };
  /** What was asked for; absent for all. */
  readonly only?: readonly string[];
  readonly operations: readonly {
    readonly name: string;
    readonly key: string;
    /** Not in the reference; there with other parameters or another answer; or only called otherwise. */
    readonly is: 'new' | 'changed' | 'renamed';
  }[];
  /** Members that the store's modules add to types of the reference, as `type.member`. */
  readonly added: readonly string[];
  /** Members whose type is another one than in the reference. */
  readonly changed: readonly string[];
  /** How much of the reference this schema does not have: other version, edition, or rights of the caller. */
  readonly absent: { readonly operations: number; readonly members: number };
}

/** What was generated. Nothing is written yet. */
export interface GeneratedModules {
  /** File name below the folder → text, sorted by name. */
  readonly files: ReadonlyMap<string, string>;
  /** In the order of their places. */
  readonly warnings: readonly CodegenWarning[];
  /** Also in `files`, as `manifest.json`. */
  readonly manifest: StoreManifest;
}

/** What writing has done. Names below the folder, sorted. */
export interface WrittenModules {
  readonly written: readonly string[];
  /** Generated once, but not any more. */
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** How a folder differs from what would be generated now. Both empty: it is up to date. */
export interface ModuleDifferences {
  /** Missing or other text. */
  readonly differing: readonly string[];
  /** Generated once, but not any more. */
  readonly stale: readonly string[];
}
