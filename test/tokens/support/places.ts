import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { UpstashClient } from '../../../src/tokens/index.js';

/** A new folder that lives as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-tokens-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The command line of Redis, as `redis` and `ioredis` both can send it. */
export type SendCommand = (command: readonly string[]) => Promise<unknown>;

/**
 * The way `@upstash/redis` 1.39.0 treats values, over a real Redis: texts are sent as they are, and answers
 * are decoded as JSON where that works.
 */
export function upstashClient(send: SendCommand): UpstashClient {
  const decode = (answer: unknown): unknown => {
    if (Array.isArray(answer)) return answer.map(decode);
    try {
      const value: unknown = JSON.parse(String(answer));
      return typeof value === 'number' && String(value) !== answer ? answer : value;
    } catch {
      return answer;
    }
  };
  const command = async (...words: readonly string[]) => {
    try {
      return decode(await send(words));
    } catch (error) {
      throw new Error(`${error}, command was: ${JSON.stringify(words)}`);
    }
  };
  return {
    get: (key) => command('get', key),
    set: (key, value, options: { readonly px: number; readonly nx?: boolean }) =>
      command('set', key, value, 'px', String(options.px), ...(options.nx ? ['nx'] : [])),
    eval: (script, keys, args) => command('eval', script, String(keys.length), ...keys, ...args),
  };
}
