import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** What came of a job. */
export interface JobResult {
  readonly value?: number | string;
  readonly error?: string;
  readonly ms: number;
}

/** A client in a process of its own. */
export interface Worker {
  /** Milliseconds of its imports, and all until its first answer. */
  readonly imported: number;
  readonly first: { readonly ms?: number; readonly error?: string };
  run(job: string, count?: number): Promise<JobResult>;
  stop(): void;
}

/** Where a client finds its store and its code. */
export interface Place {
  readonly store: unknown;
  readonly place: { readonly folder: string; readonly dist: string; readonly login?: boolean };
}

/** Starts a client, and waits for its first call. */
export async function startWorker(name: string, place: Place): Promise<Worker> {
  const child: ChildProcess = fork(PROGRAM, [name, JSON.stringify(place)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let isStopped = false;
  child.once('exit', () => {
    if (!isStopped) throw new Error(`The process of ${name} has ended.`);
  });
  async function told<T>(): Promise<T> {
    const [message] = await once(child, 'message');
    return message as T;
  }
  const { imported, first } = await told<Pick<Worker, 'imported' | 'first'>>();
  return {
    imported,
    first,
    async run(job, count) {
      child.send({ job, count });
      return told<JobResult>();
    },
    stop() {
      isStopped = true;
      child.disconnect();
    },
  };
}
