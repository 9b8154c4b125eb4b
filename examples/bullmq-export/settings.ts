/** What producer and workers must agree on; each reads it from its environment. */
export interface Settings {
  /** Default redis://127.0.0.1:6379. */
  readonly redisUrl: string;
  /** A folder that all of them see: the parts go there, and the whole file at the end. */
  readonly folder: string;
  /** Most requests at once, by all workers together. */
  readonly target: number;
  /** After this long without a sign of life a worker's job goes to another one, in milliseconds. */
  readonly stalledMs: number;
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const { REDIS_URL, EXPORT_FOLDER, BUDGET_TARGET, STALLED_MS } = env;
  return {
    redisUrl: REDIS_URL ?? 'redis://127.0.0.1:6379',
    folder: EXPORT_FOLDER ?? 'export',
    target: Number(BUDGET_TARGET ?? 8),
    stalledMs: Number(STALLED_MS ?? 30_000),
  };
}
