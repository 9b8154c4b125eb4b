import { type Random, randomFrom } from '../random.js';
import type { SandboxRequest } from '../request.js';
import { splitTarget } from '../request.js';
import type { Fault } from './options.js';

/** The faults still to come. */
export interface FaultState {
  readonly random: Random;
  readonly left: { readonly fault: Fault; next: number }[];
}

/** The faults of the settings, counted from the beginning. */
export function createFaults({
  seed,
  faults,
}: {
  readonly seed: number;
  readonly faults: readonly Fault[];
}): FaultState {
  const left = faults.map((fault) => ({ fault, next: fault.next ?? Number.POSITIVE_INFINITY }));
  return { random: randomFrom(seed ^ 0x7c3f11d9), left };
}

/** The fault this request meets, which is one less then; undefined when it passes. */
export function nextFault(state: FaultState, request: SandboxRequest): Fault | undefined {
  const { path } = splitTarget(request.target);
  for (const entry of state.left) {
    const { fault } = entry;
    if (entry.next <= 0 || !path.startsWith(fault.path ?? '')) continue;
    if (fault.method !== undefined && fault.method !== request.method) continue;
    if (state.random() >= (fault.rate ?? 1)) continue;
    entry.next -= 1;
    return fault;
  }
  return undefined;
}

/** Whether Magento carries the request out all the same. */
export function reachesStore({ kind, loses }: Fault): boolean {
  const onTheWire = kind === 'reset' || kind === 'cutBody' || kind === 'slowBody';
  return (loses ?? (onTheWire ? 'answer' : 'request')) === 'answer';
}
