import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, createReal, type Model, restart, type System } from './support/model.js';

const RUNS = Number(process.env.MAGEKIT_MODEL_RUNS ?? 200);

describe('any interleaving of callbacks, visits, failures and retries', () => {
  it(
    'leaks nothing, mixes no two stores, and can always be finished or restarted',
    async () => {
      const counts = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(
          fc.boolean(),
          fc.commands(commands, { maxCommands: 40, size: 'max' }),
          async (sameKeys, list) => {
            let real: System | undefined;
            await fc.asyncModelRun(() => {
              real = createReal(sameKeys);
              const model: Model = { visited: new Set(), accounts: new Map() };
              return { model, real };
            }, list);
            if (real === undefined) return;
            await restart(real);
            for (const [code, count] of real.outcomes)
              counts.set(code, (counts.get(code) ?? 0) + count);
          },
        ),
        { numRuns: RUNS },
      );
      const summary = [...counts].sort().map(([code, count]) => `${code} ${count}`);
      console.info(`handshakes by outcome, ${RUNS} runs: ${summary.join(', ')}`);
      // The walk gets everywhere it should, or it would prove little.
      for (const code of [
        'done',
        'HANDSHAKE_BUSY',
        'HANDSHAKE_EXPIRED',
        'HANDSHAKE_OTHER_BROWSER',
        'HANDSHAKE_SESSION',
        'HANDSHAKE_STORAGE',
        'HANDSHAKE_UNREACHABLE',
        'HANDSHAKE_USED',
      ]) {
        expect(counts.get(code) ?? 0, code).toBeGreaterThan(0);
      }
    },
    RUNS * 1000,
  );
});
