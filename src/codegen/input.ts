import type { Schema, SwaggerDocument } from './swagger.js';

/** What is known about an operation beyond its schema. */
export interface OperationEntry {
  /** Method and path as in the schema: `GET /V1/products/{sku}`. */
  readonly key: string;
  readonly resource: string;
  readonly method: string;
  /** One sentence. */
  readonly summary: string;
  readonly retry: 'safe' | 'idempotent' | 'never';
  readonly callers: readonly string[];
  readonly notes?: string;
  /** The store answers `[]` and means nothing. */
  readonly result?: 'void';
  readonly list?: ListEntry;
  readonly identity?: readonly { readonly path: string; readonly body: string }[];
  readonly scope?: string;
}

/** How a list is walked. Copied into the manifest. */
export interface ListEntry {
  /** Where its items stand; null when the answer is the list itself. */
  readonly items: string | null;
  /** Column that is unique, and its name in an item. */
  readonly key: string | null;
  readonly keyProperty: string | null;
  /** How far the key has been tried on a real store. */
  readonly check: 'walked' | 'one row' | 'accepted' | 'rejected' | 'none';
  /** The first page is number 0. */
  readonly zeroBased?: boolean;
  /** False: `total_count` is not the count of the list. */
  readonly total?: boolean;
}

/** How one property differs from its declaration. */
export interface PropertyCorrection {
  readonly schema?: Schema;
  readonly nullable?: boolean;
  readonly nullableItems?: boolean;
  readonly optional?: boolean;
  /** Seen, though this schema does not list it. */
  readonly undeclared?: boolean;
  /** Answered, never accepted. */
  readonly readOnly?: boolean;
  readonly doc?: string;
  readonly input?: {
    /** The name the server reads, where it is not the declared one. */
    readonly name?: string;
    readonly schema?: Schema;
    /** Needed in every request, not only in some. */
    readonly required?: boolean;
    readonly doc?: string;
  };
}

/** How the answer of one operation differs from its declaration. */
export interface ResultCorrection {
  readonly schema?: Schema;
  readonly rule?: 'number' | 'nullable';
}

/** What one operation needs inside a top-level member of its body. */
export interface BodyCorrection {
  readonly members?: readonly string[];
  /** The same, where the member is a list: of each of its items. */
  readonly items?: readonly string[];
  readonly required?: boolean;
}

/** Where a store's answers and needs differ from its schema. */
export interface Corrections {
  /** Definitions the schema lacks, or has wrong as a whole. */
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Readonly<Record<string, PropertyCorrection>>>>;
  readonly results?: Readonly<Record<string, ResultCorrection>>;
  readonly bodies?: Readonly<Record<string, Readonly<Record<string, BodyCorrection>>>>;
  /** Names of types that should not follow the naming rule. */
  readonly names?: Readonly<Record<string, string>>;
  /** Definitions to generate although no operation declares them as its answer. */
  readonly alwaysAnswers?: readonly string[];
}

/** Everything a generation is made from. */
export interface GenerateInput {
  readonly schema: SwaggerDocument;
  /** Names and behaviour. An operation without an entry is named by rule. */
  readonly operations?: readonly OperationEntry[];
  readonly corrections?: Corrections;
}

/** Where the generated files find what they import, and what they say about themselves. */
export interface GenerateOptions {
  /** Module that exports Call, CallOptions and Client. Default `magekit/core`. */
  readonly clientModule?: string;
  /** Module that exports what lists need: Criteria, walk and so on. Default `magekit/search`. */
  readonly searchModule?: string;
  /** First line of every file, without the slashes. */
  readonly header?: string;
}
