import { closest } from '../closest.js';
import { type Command, defineCommand } from '../command.js';
import { COMMANDS } from '../commands.js';
import { ABOUT_CREDENTIALS } from '../credentials.js';
import { EXIT, MEANINGS } from '../exit-codes.js';
import { columns, commandHelp, overview } from '../help.js';
import { UsageError } from '../usage-error.js';

const TOPICS: Readonly<Record<string, () => string>> = {
  'exit-codes': () => columns(MEANINGS.map(([code, meaning]) => [String(code), meaning])),
  credentials: () => ABOUT_CREDENTIALS,
};

const topics = () => [...Object.keys(COMMANDS), ...Object.keys(TOPICS)];

async function textOf(topic: string | undefined, rest: readonly string[]): Promise<string> {
  if (topic === undefined) return overview(COMMANDS);
  const entry = Object.hasOwn(COMMANDS, topic) ? COMMANDS[topic] : undefined;
  if (entry) return commandHelp(topic, await entry.load(), rest);
  const text = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : undefined;
  if (text) return text();
  const like = closest(topic, topics());
  throw new UsageError(
    `There is no help on ${topic}.`,
    like ? `Did you mean magekit help ${like}?` : `There is help on ${topics().join(', ')}.`,
  );
}

/** `magekit help exit-codes` */
export const help: Command = defineCommand({
  usage: ['[command|exit-codes|credentials]'],
  about: 'Shows help on a command, or on exit codes and credentials.',
  options: {},
  examples: ['magekit help export', 'magekit help exit-codes', 'magekit help call products.get'],
  complete: async () => topics().map((value) => ({ value })),
  async run({ positionals: [topic, ...rest] }, io) {
    io.stdout.write(await textOf(topic, rest));
    return EXIT.ok;
  },
});
