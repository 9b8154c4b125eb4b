import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AttemptTimeoutError, classify, NetworkError } from '../../src/core.js';
import type { AttemptResult } from '../../src/http/classify.js';
import { retryCause } from '../../src/http/retry-policy.js';

const network = (code: string) =>
  new NetworkError('no', { cause: Object.assign(new Error('no'), { code }) });

/** Results after which nobody knows whether the store did the work. */
const ambiguous: fc.Arbitrary<AttemptResult> = fc.oneof(
  fc.record({
    status: fc.constantFrom(500, 502, 503, 504),
    headers: fc.constant(new Headers()),
    text: fc.constantFrom('', '{"message":"Internal Error"}', '<h1>502 Bad Gateway</h1>'),
  }),
  fc.record({
    error: fc.constantFrom(
      network('ECONNRESET'),
      network('EPIPE'),
      network('UND_ERR_SOCKET'),
      new AttemptTimeoutError('slow'),
    ),
    sent: fc.constant(true),
  }),
);

it('never sends a POST again after a failure that may have been a success', () => {
  fc.assert(
    fc.property(
      ambiguous,
      fc.boolean(),
      fc.nat(3),
      fc.nat(20),
      (result, autoRecover, failures, limit) => {
        const request = { method: 'POST', path: '/rest/V1/orders', repeat: 'never' } as const;
        const cause = retryCause({
          verdict: classify(result, request, 0),
          repeat: request.repeat,
          throttledFailures: failures,
          softFailures: failures,
          limits: { throttled: limit, soft: limit },
          autoRecover,
        });
        expect(cause).toBeUndefined();
      },
    ),
    { numRuns: 1_000 },
  );
});
