import type { Handlers } from '../../call.js';
import { crudHandlers } from '../../crud/handlers.js';
import { tableOf } from '../../store/tables.js';
import { noSuchDocument } from './parts.js';

/** Payments by card and the like. The ways to pay of the sandbox make none; tests put them into the table. */
export const transactionHandlers: Handlers = crudHandlers({
  routes: { list: 'GET /V1/transactions', get: 'GET /V1/transactions/{id}' },
  rows: tableOf('transaction'),
  table: 'transaction',
  id: 'transaction_id',
  argument: 'entity',
  type: 'sales-data-transaction-interface',
  absent: noSuchDocument,
});
