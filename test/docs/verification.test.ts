import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const ci = read('.ci/run');

/** Rows of the page: what is claimed, the commands for it, and where they run. */
const rows = read('docs/verification.md')
  .replace(/<!--[\s\S]*?-->/g, '')
  .split('\n')
  .filter((line) => /^\| .*`np[mx] /.test(line))
  .map((line) => line.split(' | '))
  .map(([claim = '', commands = '', where = '']) => ({
    claim: claim.replace(/^\| /, ''),
    commands: Array.from(commands.matchAll(/`([^`]+)`/g), ([, command = '']) => command),
    where,
  }));

/** What a command names that is not there: a script, a file or folder of tests. */
function missing(command: string): string[] {
  const [, script] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
  if (script !== undefined) return Object.hasOwn(scripts, script) ? [] : [script];
  const paths = command.replace('npx vitest run ', '').split(' ');
  return paths.filter((path) => !existsSync(new URL(path, root)));
}

test('there is a row for each claim', () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)('there is a command for: $claim', ({ commands }) => {
  expect(commands.flatMap(missing)).toEqual([]);
});

test.each(rows.filter(({ where }) => where === 'CI'))('CI shows: $claim', ({ commands }) => {
  const gates = commands.filter((command) => command.startsWith('npm run '));
  const script = (command: string) => command.slice('npm run '.length).split(' ')[0] ?? '';
  expect(gates.filter((command) => !ci.includes(`--silent ${script(command)}`))).toEqual([]);
});
