import type { Command } from './command.js';

/** A command as the overview shows it; the rest is loaded when it is run. */
export interface CommandEntry {
  /** One line. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command by its name, in the order of the help. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  doctor: {
    summary: 'Test the connection to a store, step by step, with hints.',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  export: {
    summary: 'Write a whole list to a file or a pipe; goes on after a stop.',
    load: async () => (await import('./commands/export.js')).exportList,
  },
  get: {
    summary: 'Read one thing, or any path.',
    load: async () => (await import('./commands/get.js')).get,
  },
  call: {
    summary: 'Call any of the operations by its name.',
    load: async () => (await import('./commands/call.js')).call,
  },
  generate: {
    summary: 'Write typed modules for what your own store has.',
    load: async () => (await import('./commands/generate.js')).generate,
  },
  sandbox: {
    summary: 'Run a store of this machine, to try things on.',
    load: async () => (await import('./commands/sandbox.js')).sandbox,
  },
  completion: {
    summary: 'Print what makes the Tab key complete commands and operations.',
    load: async () => (await import('./commands/completion.js')).completion,
  },
  help: {
    summary: 'Help on a command, or on exit-codes and credentials.',
    load: async () => (await import('./commands/help.js')).help,
  },
};
