import { MagentoFailure } from './errors.js';
import type { Json, JsonObject } from './json.js';
import type { SandboxResponse } from './request.js';
import { encodeJson } from './wire/encode-json.js';
import { encodeXml } from './wire/xml.js';

const noStore = { 'cache-control': 'no-store', 'x-frame-options': 'SAMEORIGIN' };

/** A value as Magento sends it. */
export function resultAnswer(
  value: unknown,
  format: 'json' | 'xml',
  status: 200 | 202 = 200,
): SandboxResponse {
  if (format === 'json') return jsonAnswer(status, value);
  return xmlAnswer(status, JSON.parse(encodeJson(value)) as Json);
}

/** The schema, of which the type names no charset and empty maps stay maps. */
export function schemaAnswer(document: JsonObject): SandboxResponse {
  const headers = { ...noStore, 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify(document) };
}

/** Whatever went wrong as Magento sends it; a fault of the sandbox itself is thrown on. */
export function failureAnswer(
  error: unknown,
  format: 'json' | 'xml',
  mode: 'production' | 'developer' = 'production',
): SandboxResponse {
  if (!(error instanceof MagentoFailure)) throw error;
  const { status } = error;
  const body = mode === 'developer' ? unmasked(error) : error.body;
  if (typeof body === 'string') {
    return { status, headers: { ...noStore, 'content-type': 'text/plain;charset=UTF-8' }, body };
  }
  return format === 'json' ? jsonAnswer(status, body) : xmlAnswer(status, body as JsonObject);
}

/** The page of a store that cannot even say what is wrong. */
export function htmlAnswer(status: number, title: string): SandboxResponse {
  const page = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: page };
}

function jsonAnswer(status: number, value: unknown): SandboxResponse {
  const headers = { ...noStore, 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: encodeJson(value) };
}

function xmlAnswer(status: number, value: Json): SandboxResponse {
  const headers = { ...noStore, 'content-type': 'application/xml; charset=utf-8' };
  return { status, headers, body: encodeXml(value) };
}

/** The body of a failure in developer mode. */
function unmasked({ body, unmasked: message }: MagentoFailure): JsonObject | string {
  if (typeof body === 'string') return message ?? body;
  const trace = '#0 [internal function]\n#1 {main}';
  return { ...body, ...(message !== undefined && { message }), trace };
}
