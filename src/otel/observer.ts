import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { AttemptEnd, AttemptInfo, CallInfo, Observer } from '../client/observer.js';
import { attemptResult, attemptStart, callResult, callStart, seconds } from './attributes.js';
import type { Durations } from './durations.js';

function spanName({ method, template }: CallInfo): string {
  return template === undefined ? method : `${method} ${template}`;
}

/** The conventions leave the status of a success unset. */
function markFailed(span: Span, errorCode: string | undefined): void {
  if (errorCode !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
}

function tellOfWait(span: Span, { call, number, waitedMs }: AttemptInfo): void {
  if (waitedMs === 0) return;
  span.addEvent('magekit.wait', {
    'magekit.attempt': number,
    'magekit.lane': call.lane,
    'magekit.wait.duration': seconds(waitedMs),
  });
}

function tellOfThrottling(span: Span, { outcome }: AttemptEnd): void {
  if (outcome.kind !== 'throttled') return;
  const { retryAfterMs, scope } = outcome;
  span.addEvent('magekit.throttled', {
    ...(retryAfterMs === undefined ? {} : { 'magekit.retry_after': seconds(retryAfterMs) }),
    ...(scope === undefined ? {} : { 'magekit.scope': scope }),
  });
}

function tellOfBackOff(span: Span, { number }: AttemptInfo, { retryInMs }: AttemptEnd): void {
  if (retryInMs === undefined) return;
  span.addEvent('magekit.back_off', {
    'magekit.attempt': number,
    'magekit.back_off.duration': seconds(retryInMs),
  });
}

/** Makes spans of calls and attempts, and has their durations recorded. */
export function createObserver(tracer: Tracer, durations: Durations): Required<Observer> {
  // Where no context manager follows the call, attempts find their parent all the same.
  const contexts = new WeakMap<CallInfo, Context>();

  return {
    async call(info, next) {
      const span = tracer.startSpan(info.name, {
        kind: SpanKind.INTERNAL,
        attributes: callStart(info),
      });
      const inside = trace.setSpan(context.active(), span);
      contexts.set(info, inside);
      const end = await context.with(inside, next);
      durations.call(info, end, inside);
      span.setAttributes(callResult(end));
      markFailed(span, end.errorCode);
      span.end();
    },

    async attempt(info, next) {
      const outside = contexts.get(info.call) ?? context.active();
      const call = trace.getSpan(outside);
      if (call) tellOfWait(call, info);
      durations.wait(info, outside);
      const span = tracer.startSpan(
        spanName(info.call),
        { kind: SpanKind.CLIENT, attributes: attemptStart(info) },
        outside,
      );
      const inside = trace.setSpan(outside, span);
      const end = await context.with(inside, next);
      durations.request(info, end, inside);
      span.setAttributes(attemptResult(end));
      tellOfThrottling(span, end);
      markFailed(span, end.errorCode);
      span.end();
      if (call) tellOfBackOff(call, info, end);
    },
  };
}
