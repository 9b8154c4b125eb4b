import {
  type Answerer,
  cutBody,
  json,
  page,
  reset,
  silence,
  startServer,
  type TestServer,
} from '../../../support/server.js';
import type { RowStore } from './row-store.js';

/** A fault of the wire or the store, and the code of the error that says so. */
export interface Fault {
  readonly name: string;
  readonly answer: Answerer;
  readonly code: string;
}

/** What can happen to any page. */
export const FAULTS: readonly Fault[] = [
  { name: 'a timeout', answer: silence, code: 'ATTEMPT_TIMEOUT' },
  { name: 'a gateway timeout', answer: page('<h1>504</h1>', 504), code: 'SERVER' },
  { name: 'an error of PHP', answer: page('Fatal error', 500), code: 'SERVER' },
  {
    name: 'a web page',
    answer: page('<html><title>Please wait</title></html>'),
    code: 'RESPONSE_FORMAT',
  },
  { name: 'a body cut short', answer: cutBody, code: 'NETWORK' },
  {
    name: 'JSON cut short',
    answer: page('{"items":[{"id":1},{"id', 200, { 'content-type': 'application/json' }),
    code: 'RESPONSE_FORMAT',
  },
  { name: 'a broken connection', answer: reset, code: 'NETWORK' },
  {
    name: 'an answer that is too long',
    answer: json({ items: ['x'.repeat(200_000)], total_count: 1 }),
    code: 'RESPONSE_FORMAT',
  },
];

/** A real server over a store of rows; `fault` decides for each request, from 1, whether it goes wrong. */
export function serveRows(
  store: RowStore,
  fault: (count: number, url: string) => Answerer | undefined,
): Promise<TestServer> {
  let count = 0;
  return startServer((response, request) => {
    count += 1;
    const broken = fault(count, request.url);
    if (broken) return broken(response, request);
    const { status, body } = store.answer(request.url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
}
