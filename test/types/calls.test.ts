import { expect, test } from 'vitest';
import { compile } from '../support/compile.js';

test('right calls compile and wrong ones do not', async () => {
  const include = [
    '../../test/types/calls.ts',
    '../../test/types/merging.ts',
    '../../test/types/search.ts',
  ];
  expect(await compile('calls', new Map(), include)).toEqual([]);
}, 60_000);
