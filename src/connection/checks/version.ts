import { type ConnectionFacts, ok, skipped, type Verdict } from '../facts.js';
import type { ConnectionReport } from '../report.js';

/** What a shop tells about itself. */
export interface Product {
  readonly version: string | undefined;
  readonly edition: ConnectionReport['edition'];
}

const LINE = /^Magento\/(\d+(?:\.\d+)*)(?: \(([^)]+)\))?\s*$/;
const COMMERCE_MODULE =
  /^Magento_(?:Enterprise|Company|AdvancedCheckout|CustomerSegment|Staging|GiftRegistry)$/;

function editionOf(name: string | undefined, modules: unknown): ConnectionReport['edition'] {
  if (name) return /community/i.test(name) ? 'open-source' : 'commerce';
  if (!Array.isArray(modules) || !modules.includes('Magento_Store')) return undefined;
  return modules.some((module) => COMMERCE_MODULE.test(String(module)))
    ? 'commerce'
    : 'open-source';
}

/** Reads version and edition from the shop's version page, or from its list of modules. */
export function productOf({ version, guarded }: ConnectionFacts): Product {
  const answer = version?.answer;
  const [, number, name] = (answer?.status === 200 && LINE.exec(answer.text)) || [];
  return { version: number, edition: editionOf(name, guarded?.answer) };
}

/** Which Magento it is, as far as it tells. */
export function checkVersion(facts: ConnectionFacts): Verdict {
  const { version, edition } = productOf(facts);
  const name = edition === 'commerce' ? 'Adobe Commerce' : 'Magento Open Source';
  if (edition) return ok(version ? `It is ${name} ${version}.` : `It is ${name}.`);
  return version
    ? ok(`It is Magento ${version}.`)
    : skipped('The shop does not tell its version; many do not.');
}
