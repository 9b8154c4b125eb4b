import type { Context, Histogram, Meter } from '@opentelemetry/api';
import type { AttemptEnd, AttemptInfo, CallEnd, CallInfo } from '../client/observer.js';
import { callDimensions, requestDimensions, seconds } from './attributes.js';

/** Ends of the buckets that the conventions ask for, in seconds. */
const REQUEST = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** The same for what may take longer, as it waits and backs off. */
const LONGER = [...REQUEST, 15, 30, 60, 120];

/** Histograms of how long things took. The contexts link them to their spans. */
export interface Durations {
  call(info: CallInfo, end: CallEnd, context: Context): void;
  wait(info: AttemptInfo, context: Context): void;
  request(info: AttemptInfo, end: AttemptEnd, context: Context): void;
}

export function createDurations(meter: Meter): Durations {
  const histogram = (name: string, description: string, boundaries: number[]): Histogram =>
    meter.createHistogram(name, {
      unit: 's',
      description,
      advice: { explicitBucketBoundaries: boundaries },
    });
  const requests = histogram(
    'http.client.request.duration',
    'Duration of HTTP client requests.',
    REQUEST,
  );
  const calls = histogram(
    'magekit.call.duration',
    'Duration of calls with their waits, logins, attempts and back-off.',
    LONGER,
  );
  const waits = histogram(
    'magekit.budget.wait',
    'How long attempts waited for the permits they got.',
    LONGER,
  );
  return {
    call(info, end, context) {
      calls.record(seconds(end.durationMs), callDimensions(info, end), context);
    },
    wait({ call, waitedMs }, context) {
      waits.record(seconds(waitedMs), { 'magekit.lane': call.lane }, context);
    },
    request(info, end, context) {
      if (end.durationMs === undefined) return;
      requests.record(seconds(end.durationMs), requestDimensions(info, end), context);
    },
  };
}
