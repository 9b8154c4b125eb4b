import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs a script once for each of its options, a few processes at a time; results in the same order. */
export async function runAll<Options, Result>(
  script: string,
  all: readonly Options[],
  atOnce: number,
): Promise<readonly Result[]> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const results: Result[] = [];
  const left = [...all.entries()];

  async function worker(): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, options] = next;
      const child = fork(path, [JSON.stringify(options)]);
      const ended = once(child, 'exit').then(([code]) => {
        throw new Error(`${script} ${JSON.stringify(options)} ended with ${code}`);
      });
      // When the result is there first, the end is as it should be.
      ended.catch(() => undefined);
      const [result] = (await Promise.race([once(child, 'message'), ended])) as [Result];
      results[index] = result;
      await once(child, 'exit').catch(() => undefined);
    }
  }

  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
