/** What a list holds, or the thing itself. */
type Single<T> =
  NonNullable<T> extends readonly (infer Item)[] ? NonNullable<Item> : NonNullable<T>;

/** Custom attributes can be picked by code as well. */
interface AttributeLike {
  attribute_code: string;
  value: unknown;
}

type Name<T> = keyof T & string;

/** A name, perhaps with names below it in brackets: `sku`, `items[sku,price]`. */
export type FieldName<T> = Name<T> | `${Name<T>}[${string}]`;

type Below<T> = T extends AttributeLike
  ? { readonly [code: string]: true }
  : T extends object
    ? FieldSelection<T>
    : never;

/** Names that are wanted, each whole (`true`) or with a selection of what is below it. */
export type FieldSelection<T> = {
  readonly [K in Name<T>]?: true | Below<Single<T[K]>>;
};

/**
 * A response filter for an answer of this type: a list of names, with those below in brackets; an object of
 * names; or Magento's own text, such as `items[sku,name],total_count`, which does not narrow the answer's type.
 */
export type Fields<T> = string | readonly FieldName<T>[] | FieldSelection<T>;

/** A response filter for an answer of any type. */
export type AnyFields = string | readonly string[] | FieldTree;

/** Names that are wanted, each whole (`true`) or with what is wanted below it. */
export interface FieldTree {
  readonly [name: string]: true | FieldTree;
}

type IsClosed<S> = S extends `${infer Before}[${infer After}`
  ? After extends `${infer Inside}]${infer Rest}`
    ? IsClosed<`${Before}${Inside}${Rest}`>
    : false
  : true;

/** `a,b[c,d]` → `a` or `b[c,d]`: a comma inside brackets does not divide. */
type Divided<S, Open extends string = ''> = S extends `${infer Part},${infer Rest}`
  ? IsClosed<`${Open}${Part}`> extends true
    ? `${Open}${Part}` | Divided<Rest>
    : Divided<Rest, `${Open}${Part},`>
  : S extends string
    ? `${Open}${S}`
    : never;

type Outer<N> = N extends `${infer Name}[${string}` ? Name : N;
type Inner<N, K> = K extends string
  ? N extends `${K}[${infer Names}]`
    ? Divided<Names>
    : never
  : never;

/** Picked by code, attributes come whole. */
type IsByCode<K, Names> = K extends 'custom_attributes'
  ? [Names] extends [keyof AttributeLike]
    ? false
    : true
  : false;

type ByNames<T, N> = T extends readonly (infer Item)[]
  ? ByNames<Item, N>[]
  : T extends object
    ? {
        [K in keyof T as K extends Outer<N> ? K : never]: true extends (
          K extends N
            ? true
            : IsByCode<K, Inner<N, K>>
        )
          ? T[K]
          : ByNames<T[K], Inner<N, K>>;
      }
    : T;

type BySelection<T, S> = T extends readonly (infer Item)[]
  ? BySelection<Item, S>[]
  : T extends object
    ? {
        [K in keyof T as K extends keyof S ? K : never]: K extends keyof S
          ? true extends (S[K] extends true ? true : IsByCode<K, keyof S[K]>)
            ? T[K]
            : BySelection<T[K], S[K]>
          : never;
      }
    : T;

/** What is left of an answer under a response filter; all of it where the names are not known. */
export type Selected<T, F> = string extends F
  ? T
  : F extends string
    ? T
    : F extends readonly (infer N)[]
      ? string extends N
        ? T
        : ByNames<T, N>
      : BySelection<T, F>;
