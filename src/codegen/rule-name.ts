import { camel, pascal, singular, words } from './names.js';
import { ruleResource } from './rule-resource.js';
import type { SwaggerOperation } from './swagger.js';

/** Words that say what is done when they end an address: `…/{id}/approve`. */
const VERBS: ReadonlySet<string> = new Set(
  `accept activate add apply approve assign authorize block calculate cancel capture change check close collect
  complete confirm convert copy deactivate decline decrease delete disable duplicate enable estimate execute export finish
  generate hold import increase invalidate invoice issue lock merge move notify open pay place preview process publish
  redeem refresh refund register reject release remind remove renew reopen replace request resend reset resolve
  restore resume return revoke run save schedule send set ship start stop submit subscribe suspend sync
  synchronize test transfer unassign unblock unhold unlock unsubscribe upload validate verify void withdraw`.split(
    /\s+/,
  ),
);

const byMethod = new Map([
  ['POST', 'create'],
  ['PUT', 'update'],
  ['DELETE', 'delete'],
]);

/** Segments that say how, not what. */
const isSilent = (segment: string) => /^(V\d+|list|search|mine|me)$/i.test(segment);
const isParameter = (segment: string) => segment.startsWith('{');

/** What a rule needs to know of an operation. */
export interface NamedByRule {
  readonly method: string;
  readonly path: string;
  readonly source: SwaggerOperation;
}

/** Where an operation belongs, and its names there: the better one, and the one for when that is taken. */
export interface RuleName {
  readonly resource: string;
  readonly candidates: readonly [string, string];
}

/**
 * Names an operation nobody named. The resource is what its service or the start of its path is about. The
 * method is the verb that ends the path, or the one that the HTTP method stands for, followed by what the
 * resource does not say yet. Where two agree, what it is found by is added.
 */
export function ruleName({ method, path, source }: NamedByRule): RuleName {
  const segments = path.split('/').filter((segment) => segment !== '');
  const resource = ruleResource(
    segments.filter((s) => !/^V\d+$/.test(s)),
    source.tags ?? [],
    VERBS,
  );
  const last = segments.at(-1) ?? '';
  const [first = ''] = words(last);
  const isVerb = !isParameter(last) && VERBS.has(first.toLowerCase());
  const said = new Set(words(resource).map((word) => singular(word.toLowerCase())));
  const nouns = segments
    .slice(0, isVerb ? -1 : undefined)
    .filter((segment) => !isParameter(segment) && !isSilent(segment))
    .filter((segment) => !words(segment).every((word) => said.has(singular(word.toLowerCase()))));
  const verb = isVerb ? camel(last) : (byMethod.get(method) ?? readVerb(source, last));
  const isOne = verb !== 'list' && (isParameter(last) || method === 'POST' || isVerb);
  const plain =
    verb + nouns.map((noun, i) => nounName(noun, isOne && i === nouns.length - 1)).join('');
  const by = segments.filter(isParameter).map(pascal).join('And');
  const full = by === '' ? plain : `${plain}By${by}`;
  return { resource, candidates: [plain, full] };
}

function nounName(segment: string, isOne: boolean): string {
  const parts = words(segment);
  const last = parts.pop() ?? '';
  return pascal([...parts, isOne ? singular(last) : last].join('-'));
}

function readVerb(source: SwaggerOperation, last: string): 'list' | 'get' {
  const schema = source.responses?.['200']?.schema;
  const searches = (source.parameters ?? []).some(({ name }) => name.includes('filterGroups'));
  return searches || schema?.type === 'array' || /^(list|search)$/i.test(last) ? 'list' : 'get';
}
