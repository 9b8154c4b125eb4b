import type { StandardSchema } from '../client/standard-schema.js';
import type { RequestLine } from '../errors/magento-error.js';
import { ResponseFormatError } from '../errors/response-format-error.js';
import type { Answer } from './exchange.js';
import type { PreparedRequest } from './prepare.js';
import { correctResult } from './result.js';

/** The kind of a body in words of our own. */
function typeOf(contentType: string): string {
  const known = ['json', 'html', 'xml', 'plain'].find((word) => contentType.includes(word));
  return known ?? 'of another type';
}

function parseJson({ status, headers, text }: Answer, request: RequestLine): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const type = typeOf(headers.get('content-type') ?? '');
    const html = /^\s*</.test(text);
    throw new ResponseFormatError(
      `The store answered ${status}, but not with whole JSON (${type}).`,
      {
        status,
        request,
        hint: html
          ? 'This is a web page: check the baseUrl, and whether a firewall or login page stands before the store.'
          : 'The answer may have been cut short, or a PHP warning stands before it.',
      },
    );
  }
}

async function checked(
  value: unknown,
  schema: StandardSchema,
  status: number,
  request: RequestLine,
) {
  const result = await schema['~standard'].validate(value);
  if (!result.issues) return result.value;
  const issues = result.issues.map(({ message, path = [] }) => {
    const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
    return keys.length > 0 ? `${keys.join('.')}: ${message}` : message;
  });
  throw new ResponseFormatError(`The answer is not as expected: ${issues.join('; ')}.`, {
    status,
    request,
  });
}

type Wanted = Pick<PreparedRequest, 'result' | 'filter'>;

/** An answer as it would be without the traps of the response filter, which makes null of an empty list. */
function unfiltered(json: unknown, { filter, result }: Wanted): unknown {
  if (filter === undefined) return json;
  const mayBeList = result === undefined || result === 'page' || result === 'object';
  return json === null && mayBeList ? [] : filter.restore(json);
}

/** Reads an answer that the store calls a success. */
export async function parseAnswer(
  answer: Answer,
  wanted: Wanted,
  schema: StandardSchema | undefined,
  request: RequestLine,
): Promise<unknown> {
  const value = correctResult(unfiltered(parseJson(answer, request), wanted), wanted.result);
  return schema ? checked(value, schema, answer.status, request) : value;
}
