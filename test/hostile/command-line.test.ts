import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCredentials } from '../../src/cli/credentials.js';
import { parse } from '../../src/cli/parse.js';
import { fromEnv } from '../../src/index.js';
import { eventually, outcomeOf, WATCHDOG_MS } from './support/bounded.js';
import { anyText } from './support/texts.js';

const SPECS = {
  sku: { type: 'string', takes: 'text', about: '' },
  yes: { type: 'boolean', short: 'y', about: '' },
  item: { type: 'string', multiple: true, takes: 'text', about: '' },
} as const;

describe('a command line', { timeout: WATCHDOG_MS }, () => {
  test('of any words is read, or refused with a sentence', () => {
    const start = fc.constantFrom(
      '',
      '-',
      '--',
      '--sku=',
      '--sku',
      '-y',
      '--item=',
      '--__proto__=',
    );
    const word = fc.tuple(start, anyText).map(([one, rest]) => one + rest);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (argv) => {
        const read = outcomeOf(() => parse(argv, SPECS));
        if ('error' in read) return;
        for (const name of Object.keys(read.value.values)) expect(SPECS).toHaveProperty([name]);
      }),
    );
  });
});

describe('an environment', { timeout: WATCHDOG_MS }, () => {
  test('of any file is settings that make a client, or an error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'magekit-hostile-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const name = fc.constantFrom(
      'MAGENTO_BASE_URL',
      'MAGENTO_ADMIN_TOKEN',
      '__proto__',
      'export A',
    );
    const line = fc.tuple(name, anyText).map(([key, value]) => `${key}=${value}`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(line, anyText), { maxLength: 5 }), async (lines) => {
        writeFileSync(join(folder, 'x.env'), lines.join('\n'));
        const read = await eventually(() => readCredentials({ env: {}, folder }, 'x.env'));
        if ('error' in read) return;
        const { env } = read.value;
        outcomeOf(() => fromEnv({ MAGENTO_BASE_URL: 'https://shop.example', ...env }));
      }),
    );
  });
});
