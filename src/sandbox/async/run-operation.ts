import { fillMessage, MagentoFailure } from '../errors.js';
import type { World } from '../store/world.js';
import { encodeJson } from '../wire/encode-json.js';
import { failureFor, type Outcome, outcomes } from './failures.js';
import type { Operation } from './state.js';
import { successOf } from './topics.js';

/** Column width of `result_message`. */
const longestMessage = 255;

/**
 * Carries an operation out and writes down what became of it; false when it kills the consumer, after
 * which the operation stays open for ever.
 */
export function runOperation(world: World, operation: Operation): boolean {
  const failure = failureFor(world.queue, operation, 'running');
  if (failure === 'crash') return false;
  if (failure !== undefined && failure !== 'refused') {
    fail(operation, outcomes[failure]);
    return true;
  }
  const { route } = operation;
  try {
    const value = route.handler?.({ ...operation.call, world });
    operation.status = 1;
    operation.message = successOf(route).slice(0, longestMessage);
    operation.serialized = null;
    operation.result = value === undefined ? null : encodeJson(value);
    return true;
  } catch (error) {
    if (!(error instanceof MagentoFailure)) throw error;
    const { body } = error;
    if (typeof body === 'string') return false;
    // Magento's exceptions have no code of their own: 0, even for what is not there.
    fail(operation, { status: 3, message: fillMessage(body), errorCode: 0 });
    return true;
  }
}

function fail(operation: Operation, { status, message, errorCode }: Outcome): void {
  operation.status = status;
  operation.message = message.slice(0, longestMessage);
  operation.errorCode = errorCode;
}
