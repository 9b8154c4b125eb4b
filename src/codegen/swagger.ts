/** One schema of a Swagger 2.0 document, or one written by hand in the corrections. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly additionalProperties?: boolean | Schema;
}

/** One parameter of an operation. `schema` only for the body, `type` only for the others. */
export interface Parameter extends Schema {
  readonly name: string;
  readonly in: string;
  /** Of the parameter itself; a list of names belongs to schemas only. */
  readonly required?: never;
  readonly schema?: Schema;
}

/** One operation, with the facts a plain schema lacks in `x-` members. */
export interface SwaggerOperation {
  /** `GetV1ProductsSku`. */
  readonly operationId?: string;
  /** In the schema of a store its service, such as `catalogProductRepositoryV1`. */
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly parameters?: readonly (Omit<Parameter, 'required'> & { readonly required?: boolean })[];
  readonly responses?: Readonly<Record<string, { readonly schema?: Schema }>>;
  /** First version that has it; the oldest one known stands for itself and everything before. */
  readonly 'x-since'?: string;
  readonly 'x-edition'?: string;
  readonly 'x-callers'?: readonly string[];
  readonly 'x-acl'?: readonly string[];
  readonly 'x-module'?: string;
  /** Interface and method behind the route: `ProductRepositoryInterface::save`. */
  readonly 'x-service'?: string;
}

/** What `/rest/<store>/schema?services=all` answers. */
export interface SwaggerDocument {
  readonly swagger: string;
  readonly info?: { readonly version?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, SwaggerOperation>>>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const prefix = '#/definitions/';

/** The definition a schema points to. Anything but a local reference is none: nothing is ever fetched. */
export function refKey(schema: Schema): string | undefined {
  const ref = schema.$ref;
  return typeof ref === 'string' && ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined;
}

/** Every definition a schema points to, at any depth. */
export function refsIn(schema: Schema): string[] {
  const key = refKey(schema);
  if (key !== undefined) return [key];
  return [
    ...(schema.items ? refsIn(schema.items) : []),
    ...(schema.oneOf ?? []).flatMap(refsIn),
    ...Object.values(schema.properties ?? {}).flatMap(refsIn),
    ...(typeof schema.additionalProperties === 'object' ? refsIn(schema.additionalProperties) : []),
  ];
}

/** A member of a record by a name that came from outside, such as `constructor`. */
export function own<T>(
  record: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
