import { MagentoFailure } from './errors.js';
import type { Settings } from './options.js';
import { type Random, randomFrom } from './random.js';
import type { World } from './store/world.js';
import type { DeadlockOptions } from './switches.js';

/** How many deadlocks are still to come. */
export interface Deadlocks {
  left: number;
  readonly random: Random;
}

/** The count of the settings, from its beginning. */
export function createDeadlocks({ seed, deadlocks }: Settings): Deadlocks {
  return { left: deadlocks?.next ?? 0, random: randomFrom(seed ^ 0x2f6b91c3) };
}

/** Refuses a synchronous write with a deadlock where the settings say so. */
export function meetDeadlock(world: World, verb: string, path: string): void {
  const { settings, deadlocks } = world;
  const asked = settings.deadlocks;
  if (asked === undefined || deadlocks.left <= 0 || verb === 'GET') return;
  if (!path.startsWith(asked.path) || /^\/V1\/(integration|tfa)\//.test(path)) return;
  if (deadlocks.random() >= asked.rate) return;
  deadlocks.left -= 1;
  throw new MagentoFailure(400, bodies[asked.as]);
}

const bodies: Readonly<
  Record<NonNullable<DeadlockOptions['as']>, { message: string; code?: number }>
> = {
  deadlock: { message: 'Database deadlock found when trying to get lock', code: 1213 },
  lockWait: { message: 'Database lock wait timeout exceeded', code: 1205 },
  connectionLost: { message: 'Database connection error', code: 2006 },
  sourceItem: { message: 'Could not save Source Item Configuration' },
};
