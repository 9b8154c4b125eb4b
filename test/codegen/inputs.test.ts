import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emitInputs, type GenerateInput } from '../../src/codegen/index.js';

const input = JSON.parse(
  readFileSync(new URL('./golden/input.json', import.meta.url), 'utf8'),
) as GenerateInput;

test('what operations take is as committed', async () => {
  const text = emitInputs(input, 'Generated for a test.');
  await expect(text).toMatchFileSnapshot('./golden/expected/inputs.ts.txt');
});

test('names and texts of a schema cannot leave their lines', () => {
  const hostile = {
    swagger: '2.0',
    paths: {
      '/V1/acme': {
        post: {
          description: "Does';\nprocess.exit(); // */ `x`",
          parameters: [
            {
              name: 'body',
              in: 'body',
              schema: {
                type: 'object',
                properties: { "a b': 1": { type: 'string' }, plain: { type: 'string' } },
              },
            },
          ],
          responses: {},
        },
      },
    },
  } as unknown as GenerateInput['schema'];
  const text = emitInputs({ schema: hostile }, 'Generated\nfor a test.');
  const [line = ''] = text.split('\n').filter((one) => one.includes('POST /V1/acme'));
  expect(line).toMatch(/^ {2}'.*',$/);
  expect(line).toContain('plain?:string');
  expect(line).not.toContain('a b');
  expect(text.split('\n')[0]).toBe('// Generated for a test.');
});
