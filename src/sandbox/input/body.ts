import { failure, phpCrash } from '../errors.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { SandboxRequest } from '../request.js';
import { decodeXml } from '../wire/xml.js';

const jsonType = 'application/json';
const xmlTypes = ['application/xml', 'application/xhtml+xml', 'text/xml'];

/** The members of a request body; anything that is no map counts as an empty one. */
export function readBody(request: SandboxRequest): JsonObject {
  const type = mediaType(request);
  if (type === undefined) return {};
  const { body } = request;
  if (body.trim() === '') return {};
  return type === jsonType ? readJson(body) : (decodeXml(body) ?? decodingError());
}

/** The media type, checked as Magento checks it; undefined when neither it nor a body was sent. */
function mediaType(request: SandboxRequest): string | undefined {
  const header = request.headers['content-type'] ?? '';
  if (header === '') {
    if (request.body === '') return undefined;
    throw failure(400, 'Content-Type header is empty.');
  }
  // One optional charset is all a type may carry.
  const parts = /^([a-z\d/\-+.]+)(?:;\s*charset=(.+))?$/i.exec(header);
  if (parts === null) throw failure(400, 'Content-Type header is invalid.');
  const [, type = '', charset] = parts;
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
    throw failure(400, 'UTF-8 is the only supported charset.');
  }
  if (type !== jsonType && !xmlTypes.includes(type)) {
    throw failure(400, `Server cannot understand Content-Type HTTP header media type ${type}`);
  }
  return type;
}

function readJson(text: string): JsonObject {
  // PHP refuses half a surrogate pair; JSON.parse does not.
  if (/\\ud[89ab][\da-f]{2}(?!\\ud[c-f])/i.test(text)) throw decodingFailure();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw decodingFailure();
  }
  if (Array.isArray(value))
    return Object.fromEntries(value.map((item: Json, at) => [String(at), item]));
  return isObject(value) ? value : {};
}

function decodingError(): never {
  throw decodingFailure();
}

function decodingFailure(): Error {
  return failure(400, 'Decoding error.');
}

/** The value has to be an object here, else PHP dies. */
export function objectOrCrash(value: Json): JsonObject {
  if (isObject(value)) return value;
  if (Array.isArray(value) && value.length === 0) return {};
  throw phpCrash();
}
