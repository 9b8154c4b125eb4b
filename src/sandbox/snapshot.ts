import { copyOf } from './copy.js';
import type { LoggedRequest, SandboxOptions } from './options.js';
import type { Random } from './random.js';
import type { World } from './store/world.js';

/** The state of a sandbox at one moment; any number of {@link Sandbox.restore} may go back to it. */
export interface SandboxSnapshot {
  /** Requests in the log at that moment. */
  readonly requests: number;
  /** What only the sandbox it was taken of can read. */
  readonly state: unknown;
}

/** What a snapshot holds. */
export interface SavedState {
  readonly world: World;
  readonly options: SandboxOptions;
  readonly log: readonly LoggedRequest[];
  readonly arrived: number;
  /** Where each source of random numbers stood. */
  readonly randoms: readonly (readonly [Random, number])[];
  /** Rows taken out of the computed catalogue. */
  readonly taken: readonly number[];
}

/** A world of its own with the same data; code, settings and sources of random numbers are shared. */
export function copyWorld(world: World): World {
  const shared: object[] = [world.settings, world.installed, ...world.installed.routes];
  if (world.catalogue !== undefined) shared.push(world.catalogue);
  return copyOf(world, shared);
}

/** Where the sources of random numbers of a world stand. */
export function randomsOf(world: World): SavedState['randoms'] {
  const all = [world.random, world.queue.random, world.deadlocks.random, world.faults.random];
  return all.map((random) => [random, random.state] as const);
}

/** Puts the sources of random numbers and the computed catalogue back. */
export function putBack({ randoms, taken, world }: SavedState): void {
  for (const [random, state] of randoms) random.state = state;
  if (world.catalogue === undefined) return;
  world.catalogue.taken.clear();
  for (const row of taken) world.catalogue.taken.add(row);
}
