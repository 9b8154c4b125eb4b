import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`src/${name}`));

/** What follows each match of a pattern with one group, in all of the sources. */
const found = (pattern: RegExp): string[] =>
  sources.flatMap((text) => Array.from(text.matchAll(pattern), ([, match = '']) => match));

/** Each class of error with its own literal, as `Class: CODE`. */
const thrown: string[] = sources.flatMap((text) =>
  text.split(/^export (?=(?:abstract )?class )/m).flatMap((part) => {
    const [, name] = /^class (\w+) extends (?:MagentoError|HttpError)\b/.exec(part) ?? [];
    const [, code] = /\breadonly code(?:: string)? = '(\w+)'/.exec(part) ?? [];
    return name && code ? [`${name}: ${code}`] : [];
  }),
);

const documented = Array.from(
  read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \| `(\w+)` \| (.+) \| (.+) \|$/gm),
  ([, code = '', name = '']) => `${name}: ${code}`,
);

test('every class of error has a row with its code, its cause and its cure, and no row is stale', () => {
  expect(thrown.length).toBeGreaterThan(25);
  expect(documented.toSorted()).toEqual(thrown.toSorted());
});

test('no class of error goes without a literal of its own', () => {
  const classes = found(/^export class (\w+) extends (?:MagentoError|HttpError)\b/gm);
  // Its code is one of many, which the next test goes through.
  const withOwn = classes.filter((name) => name !== 'HandshakeError');
  expect(thrown.map((row) => row.split(':')[0]).toSorted()).toEqual(withOwn.toSorted());
});

test('every code of a handshake has a row among its failures, and no row is stale', () => {
  const literals = new Set(found(/'(HANDSHAKE_[A-Z_]+)'/g));
  const [, failures = ''] = read('docs/installations.md').split('## Failures');
  const named = Array.from(failures.matchAll(/`(?:HANDSHAKE)?(_[A-Z_]+)`/g), ([, end]) => end);
  expect(named.map((end) => `HANDSHAKE${end}`).toSorted()).toEqual([...literals].toSorted());
});
