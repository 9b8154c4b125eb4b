import { connectionAccess } from '../../client/connection-access.js';
import type { CallOptions } from '../../client/types.js';
import { batchSender } from './batch-sender.js';
import type { Choice } from './choose-mode.js';
import type { Transmit } from './deliver.js';
import { bulkTwin } from './queue-api.js';
import { directSender, queueSender } from './senders.js';
import type { Tracker } from './track.js';
import type { Work } from './work.js';

/** What sends the chunks of a job. */
export function chooseSender(work: Work, mode: Choice['mode'], tracker: Tracker): Transmit {
  const { plan, repeatable, deletes, settle } = work;
  const { client, operation, list, options } = plan;
  const { store } = options;
  // A deletion that is repeated finds nothing; who counts its sendings can tell why.
  const call: CallOptions = { store, idempotent: deletes ? false : options.idempotent };
  if (mode === 'direct') return directSender(client, operation, call, settle);
  if (list) return batchSender({ client, operation, list, call, settle, repeatable });
  const isSaas = client[connectionAccess]?.().scopeIn === 'header';
  const twin = bulkTwin(operation, isSaas, repeatable && !deletes);
  return queueSender({ ...work, client, twin, store, tracker, opened: work.desk.opened });
}
