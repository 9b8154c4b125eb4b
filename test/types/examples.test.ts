import { expect, test } from 'vitest';
import { compile } from '../support/compile.js';
import { exceptions } from './exceptions.js';
import { checks, program } from './program.js';

test('recorded answers, error bodies and accepted bodies have the generated types', async () => {
  const all = checks();
  const files = program(all, new Set(exceptions.map(({ example }) => example)));
  const output = await compile('examples', files);
  const failures = output.flatMap((line) => {
    const [, file = '', row = '', message = ''] =
      /^(?:.*\/)?(\w+\.ts)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    const text = files.get(file)?.split('\n')[Number(row) - 1] ?? '';
    const index = Number(/const c(\d+):/.exec(text)?.[1] ?? -1);
    if (message === '') return line.startsWith(' ') ? [] : [line];
    return [`${all[index]?.id ?? `${file}:${row}`}: ${message}`];
  });

  const count = (kind: string) => all.filter((check) => check.kind === kind).length;
  console.log(
    `examples: ${count('answer') + count('error')} answers and ${count('body')} bodies checked, ${exceptions.length} exceptions`,
  );
  expect(failures).toEqual([]);
  expect(count('answer')).toBe(871);
  expect(count('error')).toBe(177);
  expect(exceptions.length).toBeLessThanOrEqual(10);
}, 120_000);
