import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test.each(['through-proxy', 'through-tunnel'])(
  'the guide shows what is tested of %s, to the letter',
  (name) => {
    const source = read(`examples/on-premise/${name}.ts`);
    expect(read('docs/on-premise.md')).toContain(`\`\`\`ts\n${source}\`\`\``);
  },
);
