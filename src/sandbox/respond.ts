import { catchUp } from './async/worker.js';
import { costOf, pause, type SandboxClock } from './cost.js';
import type { Engine, EngineState } from './engine.js';
import { faultyAnswer, fullAnswer } from './faults/answers.js';
import type { Fault } from './faults/options.js';
import { nextFault, reachesStore } from './faults/state.js';
import { type Handled, handle } from './handle.js';
import { answerAdmin } from './integrations/admin.js';
import { type SandboxRequest, type SandboxResponse, splitTarget } from './request.js';
import type { ArrivingRequest } from './switches.js';

/** What the transport knows and the store does not. */
export interface Surroundings {
  /** Milliseconds since 1970, by the shop's clock. */
  readonly now: () => number;
  readonly baseUrl: () => string;
  readonly clock: SandboxClock | undefined;
}

/** Makes the functions from request to answer: log, faults, capacity and time around the store itself. */
export function createResponder(
  current: () => EngineState,
  { now, baseUrl, clock }: Surroundings,
): Pick<Engine, 'answer' | 'respond'> {
  let inFlight = 0;
  const arrive = (request: SandboxRequest): void => {
    const state = current();
    state.arrived += 1;
    state.world.settings.onRequest({ ...placeOf(request), number: state.arrived });
  };
  const finish = (
    request: SandboxRequest,
    { response, caller }: Handled,
    fault?: Fault,
  ): SandboxResponse => {
    const { status } = response;
    const kind = fault === undefined ? {} : { fault: fault.kind };
    current().log.push({ ...placeOf(request), status, caller, ...kind });
    const date = new Date(now()).toUTCString();
    return { ...response, headers: { ...response.headers, date } };
  };
  const served = (request: SandboxRequest): { handled: Handled; fault: Fault | undefined } => {
    const { world } = current();
    const fault = nextFault(world.faults, request);
    if (fault === undefined || reachesStore(fault)) {
      catchUp(world);
      const handled = handle(request, world);
      if (fault === undefined) return { handled, fault };
      return { handled: { ...handled, response: faultyAnswer(fault, handled.response) }, fault };
    }
    return { handled: { response: faultyAnswer(fault, undefined), caller: 'guest' }, fault };
  };
  const answer: Engine['answer'] = (request) => {
    arrive(request);
    const { handled, fault } = served(request);
    return finish(request, handled, fault);
  };
  const respond: Engine['respond'] = async (request, signal) => {
    arrive(request);
    const { capacity } = current().world.settings;
    if (capacity !== undefined && inFlight >= capacity.concurrent) {
      return finish(request, { response: fullAnswer(capacity), caller: 'guest' });
    }
    inFlight += 1;
    try {
      const page = await answerAdmin(request, current().world, baseUrl());
      if (page !== undefined) return finish(request, { response: page, caller: 'guest' });
      const { handled, fault } = served(request);
      const { settings } = current().world;
      const cost = handled.lists === undefined ? 0 : costOf(settings, handled.lists);
      await pause(settings.latency() + cost, clock, signal);
      return finish(request, handled, fault);
    } finally {
      inFlight -= 1;
    }
  };
  return { answer, respond };
}

function placeOf({
  method,
  scheme,
  host,
  target,
}: SandboxRequest): Omit<ArrivingRequest, 'number'> {
  const { path } = splitTarget(target);
  return { method, url: `${scheme}://${host}${target}`, path };
}
