import { type FileHandle, open } from 'node:fs/promises';
import { ConfigError } from '../../errors/config-error.js';
import { lockForProcess } from '../../files/process-lock.js';
import type { Journal, JournalRecord } from '../journal.js';

/** A journal that is open for one job. */
interface OpenJournal {
  readonly file: FileHandle;
  readonly release: () => Promise<void>;
}

async function openJournal(path: string): Promise<OpenJournal> {
  const lock = await lockForProcess(`${path}.lock`);
  if (typeof lock === 'number') {
    throw new ConfigError(`fileJournal: "${path}" is in use by process ${lock}.`, {
      hint: `Each import has a journal of its own. If no such job runs, delete "${path}.lock".`,
    });
  }
  try {
    return { file: await open(path, 'a+', 0o600), release: lock };
  } catch (error) {
    await lock();
    throw error;
  }
}

function parseLine(line: string, path: string, number: number): JournalRecord {
  try {
    return JSON.parse(line) as JournalRecord;
  } catch (cause) {
    throw new ConfigError(`fileJournal: line ${number} of "${path}" is no record.`, {
      hint: 'Only the last line can be cut off by a crash, so the file was changed. Restore it; with a new one everything is sent again.',
      cause,
    });
  }
}

/** The whole lines of a file, and how many bytes they are. A last line without its end was cut off. */
async function* readLines(file: FileHandle, whole: { bytes: number }): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const block = new Uint8Array(65_536);
  let rest = '';
  let position = 0;
  while (true) {
    const { bytesRead } = await file.read(block, 0, block.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const lines = (rest + decoder.decode(block.subarray(0, bytesRead), { stream: true })).split(
      '\n',
    );
    rest = lines.pop() ?? '';
    for (const line of lines) {
      whole.bytes += Buffer.byteLength(line) + 1;
      yield line;
    }
  }
}

/**
 * A journal in a file (mode 0600), one JSON record a line, for one job at a time; a second one is refused
 * with a `ConfigError`. Records that come together are written together, and `append` resolves once they
 * are on the disk. It holds digests of items and the store's reasons, and no item itself. Keep it on a local
 * disk until the import is finished, then delete it.
 */
export function fileJournal(path: string): Journal {
  let opened: Promise<OpenJournal> | undefined;
  let queued = '';
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const journal = () => {
    opened ??= openJournal(path);
    return opened;
  };

  async function write(): Promise<void> {
    next = undefined;
    const text = queued;
    queued = '';
    const { file } = await journal();
    await file.appendFile(text);
    await file.datasync();
  }

  return {
    async *read() {
      const { file } = await journal();
      const whole = { bytes: 0 };
      let number = 0;
      for await (const line of readLines(file, whole)) {
        number += 1;
        yield parseLine(line, path, number);
      }
      await file.truncate(whole.bytes);
    },
    append(records) {
      queued += records.map((record) => `${JSON.stringify(record)}\n`).join('');
      // Whatever comes while one write is on its way goes into the next, together.
      next ??= writing.then(write);
      writing = next;
      return next;
    },
    async close() {
      const open = opened;
      opened = undefined;
      await writing.catch(() => undefined);
      if (open === undefined) return;
      const { file, release } = await open;
      await file.close();
      await release();
    },
  };
}
