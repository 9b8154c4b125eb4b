import type { RequestLine } from '../errors/magento-error.js';
import { ResponseFormatError } from '../errors/response-format-error.js';

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

/** One text decoded at once is read faster than one put together from many. */
function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const [first = new Uint8Array()] = parts;
  if (parts.length <= 1) return first;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Reads the start of a body, and lets go of whatever follows the limit. */
export async function readStart(
  { body }: Response,
  limit: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    parts.push(part.value);
    if (bytes > limit) {
      await reader?.cancel();
      break;
    }
  }
  const text = new TextDecoder().decode(joined(parts, bytes).subarray(0, limit));
  return { text, isWhole: bytes <= limit };
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
  const { text, isWhole } = await readStart(response, limit);
  if (!isWhole) throw tooLong(status, limit, request);
  return text;
}
