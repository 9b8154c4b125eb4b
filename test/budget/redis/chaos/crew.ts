import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { LeaseLoss, StoreState } from '../../../../src/budget/types.js';

/** What a worker process is to do. */
export interface WorkerOptions {
  readonly port: number;
  readonly key: string;
  readonly target: number;
  readonly leaseMs: number;
  readonly workers: number;
  /** How long a call takes. */
  readonly holdMs: number;
  readonly commandMs?: number;
}

/** What a worker process tells. */
export type Told =
  | { readonly kind: 'named'; readonly id: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'start'; readonly at: number; readonly waitedMs: number }
  | { readonly kind: 'end'; readonly at: number }
  | {
      readonly kind: 'leaseLost';
      readonly at: number;
      readonly count: number;
      readonly cause: LeaseLoss;
    }
  | { readonly kind: 'store'; readonly at: number; readonly state: StoreState }
  | { readonly kind: 'failed'; readonly message: string };

/** A worker process. */
export interface Worker {
  /** Its id in Redis, once it has called. */
  readonly id: string | undefined;
  /** Calls it runs now. */
  readonly running: number;
  readonly told: readonly Told[];
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** When it was killed. */
  readonly killedAt: number | undefined;
}

/** Worker processes, and what they do together. */
export interface Crew {
  readonly workers: readonly Worker[];
  /** Most calls that ran at the same time. */
  readonly most: number;
  hire(): Worker;
  /** Everything that was told, by whomever. */
  told<K extends Told['kind']>(kind: K): readonly (Told & { readonly kind: K })[];
  end(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The worker as one file: translating it in each process would take longer than the process lives. */
function buildWorker(): string {
  const outfile = `${root}.cache/chaos/worker.mjs`;
  const entryPoints = [fileURLToPath(new URL('./worker.ts', import.meta.url))];
  buildSync({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outfile;
}

export function createCrew(options: WorkerOptions): Crew {
  const script = buildWorker();
  const workers: Worker[] = [];
  const children: ChildProcess[] = [];
  let most = 0;

  const running = () =>
    workers.reduce((sum, { killedAt, running }) => sum + (killedAt === undefined ? running : 0), 0);

  function hire(): Worker {
    const child = fork(script, [JSON.stringify(options)], { execArgv: [] });
    const told: Told[] = [];
    const state = {
      id: undefined as string | undefined,
      running: 0,
      killedAt: undefined as number | undefined,
    };
    child.on('message', (message) => {
      const one = message as Told;
      told.push(one);
      if (one.kind === 'named') state.id = one.id;
      if (one.kind === 'start') state.running += 1;
      if (one.kind === 'end') state.running -= 1;
      most = Math.max(most, running());
    });
    const worker: Worker = {
      get id() {
        return state.id;
      },
      get running() {
        return state.running;
      },
      told,
      signal(name) {
        if (name === 'SIGKILL') state.killedAt = Date.now();
        child.kill(name);
      },
      get killedAt() {
        return state.killedAt;
      },
    };
    children.push(child);
    workers.push(worker);
    return worker;
  }

  return {
    workers,
    get most() {
      return most;
    },
    hire,
    told: (kind) => workers.flatMap(({ told }) => told.filter((one) => one.kind === kind)) as never,
    async end() {
      const living = children.filter(({ exitCode, signalCode }) => !exitCode && !signalCode);
      const ended = living.map((child) => new Promise((done) => child.once('exit', done)));
      for (const worker of workers) if (worker.killedAt === undefined) worker.signal('SIGKILL');
      await Promise.all(ended);
    },
  };
}
