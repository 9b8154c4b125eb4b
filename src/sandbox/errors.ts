import { isObject, type Json, type JsonObject } from './json.js';

/** What Magento answers instead of a result. Thrown, because it can come from any depth, as PHP's exceptions do. */
export class MagentoFailure extends Error {
  override readonly name = 'MagentoFailure';
  readonly status: number;
  /** A JSON error, or the text of an answer PHP gives when it dies. */
  readonly body: JsonObject | string;
  /** What developer mode says in its place; undefined where it says the same. */
  readonly unmasked: string | undefined;

  constructor(status: number, body: JsonObject | string, unmasked?: string) {
    super(typeof body === 'string' ? body : String(body.message));
    this.status = status;
    this.body = body;
    this.unmasked = unmasked;
  }
}

/** Parameters of a message template: by position (`%1`) or by name (`%fieldName`). */
export type Parameters = readonly Json[] | JsonObject;

/** An error with its message template left unfilled, as Magento sends it. */
export function failure(status: number, message: string, parameters?: Parameters): MagentoFailure {
  return new MagentoFailure(
    status,
    parameters === undefined ? { message } : { message, parameters },
  );
}

/**
 * What a handler of a route of one's own throws to refuse a call: a status and a message, placeholders left in.
 *
 * @example throw refuse(404, 'No such entity with %fieldName = %fieldValue', { fieldName: 'id', fieldValue: 7 })
 */
export function refuse(status: number, message: string, parameters?: Parameters): Error {
  return failure(status, message, parameters);
}

const requiredTemplate = '"%fieldName" is required. Enter and try again.';

/** One missing input is the error itself; several become a list below a general message. */
export function missing(...fields: readonly string[]): MagentoFailure {
  const errors = fields.map((fieldName) => ({
    message: requiredTemplate,
    parameters: { fieldName },
  }));
  const [only] = errors;
  if (errors.length === 1 && only !== undefined) return new MagentoFailure(400, only);
  return new MagentoFailure(400, {
    message: 'One or more input exceptions have occurred.',
    errors,
  });
}

/** NoSuchEntityException::singleField. */
export function noSuchEntity(fieldName: string, fieldValue: Json): MagentoFailure {
  return failure(404, 'No such entity with %fieldName = %fieldValue', { fieldName, fieldValue });
}

/** The product sentence, which names neither SKU nor id. */
export function noSuchProduct(): MagentoFailure {
  return failure(
    404,
    "The product that was requested doesn't exist. Verify the product and try again.",
  );
}

/** The caller lacks a right; Magento answers 401, never 403. */
export function notAuthorized(resources: string): MagentoFailure {
  return failure(401, "The consumer isn't authorized to access %resources.", { resources });
}

/** A scalar of the wrong type; the text arrives filled in. */
export function wrongType(value: string, type: string, field?: string): MagentoFailure {
  const details = `The "${value}" value's type is invalid. The "${type}" type was expected. Verify and try again.`;
  return failure(
    400,
    field === undefined ? details : `Error occurred during "${field}" processing. ${details}`,
  );
}

/** An exception Magento does not show, in default and production mode; `message` is what it says. */
export function internalError(message?: string): MagentoFailure {
  const id = Math.floor(Math.random() * 0xfffffffffffff)
    .toString(16)
    .padStart(13, '0');
  const shown = `Internal Error. Details are available in Magento log file. Report ID: webapi-${id}`;
  return new MagentoFailure(500, { message: shown }, message);
}

/** A PHP error nothing catches: one line of plain text. */
export function phpCrash(): MagentoFailure {
  return new MagentoFailure(
    500,
    'An error has happened during application run. See exception log for details.\n',
  );
}

/** The address is not one of the web API's. */
export function notProcessable(): MagentoFailure {
  return failure(400, 'Specified request cannot be processed.');
}

/** A route Magento has and the sandbox has not: visible, never a false success. */
export function notServed(route: string): MagentoFailure {
  return failure(501, 'The sandbox does not serve %1 yet.', [route]);
}

/** The text of an error with its parameters filled in, as Magento writes it anywhere but in answers. */
export function fillMessage({ message, parameters }: JsonObject): string {
  const named = Array.isArray(parameters)
    ? parameters.map((value: Json, at) => [String(at + 1), value] as const)
    : Object.entries(isObject(parameters) ? parameters : {});
  // The longest name first, so that %fieldName is not taken for %field.
  const ordered = named.toSorted(([a], [b]) => b.length - a.length);
  return ordered.reduce(
    (text, [name, value]) => text.replaceAll(`%${name}`, () => String(value ?? '')),
    String(message ?? ''),
  );
}
