import type { RequestLine } from '../errors/magento-error.js';
import { ResponseFormatError } from '../errors/response-format-error.js';
import { readBytes } from '../read-bytes.js';

function tooLong(status: number, limit: number, request: RequestLine): ResponseFormatError {
  return new ResponseFormatError(`The answer is longer than ${limit} bytes.`, {
    status,
    request,
    hint: 'Ask for less (pageSize, fields), or raise the client option maxBodyBytes.',
  });
}

/** Whether the header's length is that of the text, so that it need not be counted. */
function knownLength(headers: Headers): number | undefined {
  const length = headers.get('content-length');
  if (length === null || headers.has('content-encoding')) return undefined;
  return /^\d+$/.test(length) ? Number(length) : undefined;
}

/** Reads a body to its end, but never more than the limit. */
export async function readBody(
  response: Response,
  limit: number,
  request: RequestLine,
): Promise<string> {
  const { body, headers, status } = response;
  const length = knownLength(headers);
  if (length !== undefined && length <= limit) return response.text();
  if (length !== undefined) {
    await body?.cancel();
    throw tooLong(status, limit, request);
  }
  const { bytes, isWhole } = await readBytes(body, limit);
  if (!isWhole) throw tooLong(status, limit, request);
  return new TextDecoder().decode(bytes);
}
