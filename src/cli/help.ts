import type { Command } from './command.js';
import type { CommandEntry } from './commands.js';
import { COMMON, type OptionSpecs } from './options.js';

const WIDTH = 96;

/** Two columns, the right one wrapped. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(34, Math.max(0, ...rows.map(([text]) => text.length)));
  return rows
    .flatMap(([text, about]) => {
      const [first = '', ...rest] = wrap(about, WIDTH - left - 4);
      const head = text.length > left ? [`  ${text}`, `  ${' '.repeat(left)}  ${first}`] : [];
      const own = head.length > 0 ? head : [`  ${text.padEnd(left)}  ${first}`];
      return [...own, ...rest.map((line) => `  ${' '.repeat(left)}  ${line}`)];
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** Options as rows of the help. */
export function optionRows(specs: OptionSpecs): (readonly [string, string])[] {
  return Object.entries(specs).map(([name, { short, takes, type, about, values, multiple }]) => {
    const value = type === 'boolean' ? '' : ` <${values?.join('|') ?? takes ?? 'text'}>`;
    return [
      `${short ? `-${short}, ` : ''}--${name}${value}`,
      multiple ? `${about} May be there several times.` : about,
    ];
  });
}

/** What `magekit --help` prints. */
export function overview(commands: Readonly<Record<string, CommandEntry>>): string {
  return [
    'magekit: the Magento 2 / Adobe Commerce REST API on the command line.\n\n',
    'Usage: magekit <command> [options]\n\n',
    columns(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    '\n',
    columns([
      ['magekit <command> --help', 'What a command takes.'],
      ['magekit --version', 'The version of this package.'],
    ]),
    '\nThe store and the credentials come from the environment or a .env file:\n',
    'MAGENTO_BASE_URL, MAGENTO_ADMIN_TOKEN and others; see magekit help credentials.\n',
  ].join('');
}

/** What `magekit <command> --help` prints. */
export async function commandHelp(
  name: string,
  { usage, about, options, examples, moreHelp }: Command,
  argv: readonly string[],
): Promise<string> {
  const own = await moreHelp?.(argv);
  if (own) return own;
  return [
    `${about}\n\n`,
    usage.map((line, at) => `${at === 0 ? 'Usage:' : '      '} magekit ${name} ${line}\n`).join(''),
    `\n${columns(optionRows({ ...options, ...COMMON }))}`,
    examples.length > 0 ? `\n${examples.map((line) => `  ${line}\n`).join('')}` : '',
  ].join('');
}
