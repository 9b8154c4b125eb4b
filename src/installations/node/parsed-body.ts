/** What parsers of bodies leave on a request. */
export interface ParsedBody {
  readonly body?: unknown;
  /** The bytes themselves, as some hosts of functions keep them. */
  readonly rawBody?: unknown;
}

/** Fields of a form; those that came more than once stay so, since a handler may refuse them. */
function fieldsOf(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(name, one));
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, one]) => fieldsOf(`${name}[${key}]`, one));
}

function formOf(fields: object): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) => fieldsOf(name, value));
  return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
}

/**
 * Makes a body again from what a parser left of it: the same fields or the same JSON, not the same bytes.
 * @throws TypeError when it left nothing
 */
export function rebuildBody(
  { body, rawBody = body }: ParsedBody,
  type: string,
): string | Uint8Array<ArrayBuffer> {
  if (rawBody instanceof Uint8Array) return new Uint8Array(rawBody);
  if (typeof body === 'string') return body;
  if (body === undefined) {
    throw new TypeError(
      'The body of the request was read before, and "req.body" does not have it. Mount this handler before what reads it.',
    );
  }
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(type);
  return isForm && typeof body === 'object' && body !== null ? formOf(body) : JSON.stringify(body);
}
