import * as z from 'zod/mini';
import { readBytes } from '../read-bytes.js';
import { problem } from './problem.js';

/** Magento's own limits add up to less than 1 KB. */
const MOST_BYTES = 8 * 1024;
const LONGEST_QUERY = 4 * 1024;

/** Keys, secrets and verifiers of Magento. */
const TOKEN = /^[0-9a-zA-Z]{32}$/;

/** A field that holds one. */
export const token = (): z.ZodMiniString => z.string().check(z.regex(TOKEN));

/** A field that holds an address, which is looked at by whoever knows what it is for. */
export const address = (): z.ZodMiniString => z.string();

/** Whether a text is a token of Magento. */
export const isToken = (text: string): boolean => TOKEN.test(text);

const brokeOff = (): never => {
  throw problem('HANDSHAKE_FIELDS', { detail: 'the body broke off' });
};

async function readText(request: Request): Promise<string> {
  const tooLarge = () => problem('HANDSHAKE_TOO_LARGE');
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
  const { bytes, isWhole } = await readBytes(request.body, MOST_BYTES).catch(brokeOff);
  if (!isWhole) throw tooLarge();
  return new TextDecoder().decode(bytes);
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

/** The fields of one kind of request. */
export type Fields = z.ZodMiniObject<Readonly<Record<string, z.ZodMiniString>>>;

/** Reads the value of a field, which must not be repeated: which one Magento meant could not be told. */
function only(sent: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = sent.getAll(name);
  if (more.length > 0) throw wrong(name, 'is there more than once');
  return value === '' ? undefined : value;
}

const wrong = (name: string, detail: string) =>
  problem('HANDSHAKE_FIELDS', { detail: `${name} ${detail}` });

/**
 * Reads the fields of a request that anybody can send. Others are left alone.
 * @throws HandshakeError HANDSHAKE_FIELDS that names the field, never its value
 */
export function readFields<F extends Fields>(sent: URLSearchParams, fields: F): z.infer<F> {
  const names = Object.keys(fields.shape);
  const given = Object.fromEntries(names.map((name) => [name, only(sent, name)]));
  const result = z.safeParse(fields, given);
  if (result.success) return result.data;
  const name = String(result.error.issues[0]?.path[0]);
  throw wrong(name, given[name] === undefined ? 'is missing' : 'is malformed');
}
