import { camel, plural, singular, words } from './names.js';

/** A live schema tags each operation with its service: `acmeWarrantyWarrantyRepositoryV1`. */
const SERVICE = /^([a-z][A-Za-z0-9]*)(?:Repository|Management)V\d+$/;

/**
 * The resource of an operation nobody named: what its service is about, as in `acmeWarranties`. Where that
 * is not known, the start of its path; `mine` and `me` make it the customer's own, as in `myWarranties`.
 */
export function ruleResource(
  segments: readonly string[],
  tags: readonly string[],
  verbs: ReadonlySet<string>,
): string {
  const isMine = segments.some((segment) => /^(mine|me)$/i.test(segment));
  const service = tags.map((tag) => SERVICE.exec(tag)?.[1]).find((name) => name !== undefined);
  const parts = service === undefined ? fromPath(segments, verbs) : fromService(service);
  return camel([...(isMine ? ['my'] : []), ...parts].join('-'));
}

/** `acmeWarrantyWarranty` → `acme`, `warranties`: what module and interface both say is said once. */
function fromService(name: string): string[] {
  const parts = words(name)
    .filter((word) => word !== 'Api')
    .map((word) => word.toLowerCase())
    .filter((word, i, all) => i === 0 || singular(word) !== singular(all[i - 1] ?? ''));
  return pluralised(parts);
}

/** The first two literal segments, as the first one often is the vendor; a verb is none of them. */
function fromPath(segments: readonly string[], verbs: ReadonlySet<string>): string[] {
  const end = segments.findIndex((segment) => segment.startsWith('{'));
  const start = (end === -1 ? segments : segments.slice(0, end)).filter(
    (segment) => !/^(list|search|mine|me)$/i.test(segment),
  );
  const [first, second] = start;
  if (first === undefined) return ['root'];
  const isVerb = second !== undefined && verbs.has((words(second)[0] ?? '').toLowerCase());
  return second === undefined || isVerb
    ? pluralised([first])
    : pluralised([singular(first), second]);
}

/** Nouns without a plural keep their form. */
const MASS =
  /(cache|config|configuration|data|directory|history|info|information|inventory|media|metadata|stock)$/i;

function pluralised(parts: readonly string[]): string[] {
  const last = parts.length - 1;
  return parts.map((part, i) => (i === last && !MASS.test(part) ? plural(part) : part));
}
