import { type Command, defineCommand } from '../command.js';
import { SCRIPTS } from '../completion/scripts.js';
import { EXIT } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';

const isShell = (name: string | undefined): name is keyof typeof SCRIPTS =>
  name !== undefined && Object.hasOwn(SCRIPTS, name);

/** `source <(magekit completion bash)` */
export const completion: Command = defineCommand({
  usage: ['bash', 'zsh'],
  about:
    'Prints what makes the Tab key complete commands, options, operations and their members. Put the line\nof your shell into ~/.bashrc or ~/.zshrc; magekit must be on the PATH.',
  options: {},
  examples: ['source <(magekit completion bash)', 'source <(magekit completion zsh)'],
  complete: async () => Object.keys(SCRIPTS).map((value) => ({ value })),
  async run({ positionals: [shell, ...more] }, io) {
    if (!isShell(shell) || more.length > 0) {
      throw new UsageError('Which shell?', 'magekit completion bash, or zsh.');
    }
    io.stdout.write(SCRIPTS[shell]);
    return EXIT.ok;
  },
});
