import { problem } from './problem.js';

/** Magento's own limits add up to less than 1 KB. */
const MOST_BYTES = 8 * 1024;
const LONGEST_QUERY = 4 * 1024;

/** Keys, secrets and verifiers of Magento. */
export const TOKEN: RegExp = /^[0-9a-zA-Z]{32}$/;

const brokeOff = (): never => {
  throw problem('HANDSHAKE_FIELDS', { detail: 'the body broke off' });
};

async function readText(request: Request): Promise<string> {
  const tooLarge = () => problem('HANDSHAKE_TOO_LARGE');
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  const next = () => reader.read().catch(brokeOff);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await next(); !part.done; part = await next()) {
    bytes += part.value.byteLength;
    if (bytes > MOST_BYTES) {
      // Not waited for: whoever sends slowly would hold the answer up.
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * The form of a callback, whose length is limited while it is read.
 * @throws HandshakeError HANDSHAKE_CONTENT_TYPE, HANDSHAKE_TOO_LARGE
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw problem('HANDSHAKE_CONTENT_TYPE');
  return new URLSearchParams(await readText(request));
}

/**
 * The query of a visit.
 * @throws HandshakeError HANDSHAKE_TOO_LARGE
 */
export function readQuery(request: Request): URLSearchParams {
  const { search } = new URL(request.url);
  if (search.length > LONGEST_QUERY) throw problem('HANDSHAKE_TOO_LARGE');
  return new URLSearchParams(search);
}

/**
 * One field, which must be there once.
 * @throws HandshakeError HANDSHAKE_FIELDS that names the field, never its value
 */
export function oneField(fields: URLSearchParams, name: string, form?: RegExp): string {
  const [value, ...more] = fields.getAll(name);
  const wrong = (detail: string) => problem('HANDSHAKE_FIELDS', { detail: `${name} ${detail}` });
  if (value === undefined || value === '') throw wrong('is missing');
  if (more.length > 0) throw wrong('is there more than once');
  if (form && !form.test(value)) throw wrong('is malformed');
  return value;
}
