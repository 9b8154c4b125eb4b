const CREDENTIAL_HEADER = /^(?:authorization|host|cookie)$/i;
/** Platforms lose `__proto__` without a word. */
const HEADER_NAME = /^(?!__proto__$)[\w!#$%&'*+.^`|~-]+$/;
/** No control characters, and none that take more than a byte. */
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Names what is wrong with a set of extra headers; undefined when nothing is. */
export function headerProblem(headers: unknown): string | undefined {
  if (typeof headers !== 'object' || headers === null)
    return 'must be an object of names and texts';
  for (const [name, value] of Object.entries(headers)) {
    if (CREDENTIAL_HEADER.test(name))
      return `cannot hold "${name}"; credentials belong into "auth"`;
    if (!HEADER_NAME.test(name)) return `holds ${JSON.stringify(name)}, which is no header name`;
    if (typeof value !== 'string' || !HEADER_VALUE.test(value)) {
      return `has a value for "${name}" that is no header value`;
    }
  }
  return undefined;
}
