import type { Attributes } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';

/** A value of an instrument and what it is of. */
export interface Point {
  readonly value: unknown;
  readonly attributes: Attributes;
}

/** The real SDK, with exporters that keep what they get. */
export interface Sdk {
  readonly tracerProvider: BasicTracerProvider;
  readonly meterProvider: MeterProvider;
  /** Ended spans in the order they began. */
  spans(): readonly ReadableSpan[];
  /** The points of all instruments by name, collected now. */
  metrics(): Promise<ReadonlyMap<string, readonly Point[]>>;
}

export function startSdk(): Sdk {
  const exporter = new InMemorySpanExporter();
  // Times of spans are too coarse to sort by.
  const begun: (string | undefined)[] = [];
  const order: SpanProcessor = {
    onStart: (span) => begun.push(idOf(span)),
    onEnd: () => undefined,
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [order, new SimpleSpanProcessor(exporter)],
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
    exportIntervalMillis: 2 ** 30,
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  onTestFinished(async () => {
    await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
  });
  return {
    tracerProvider,
    meterProvider,
    spans: () =>
      [...exporter.getFinishedSpans()].sort(
        (a, b) => begun.indexOf(idOf(a)) - begun.indexOf(idOf(b)),
      ),
    async metrics() {
      const { resourceMetrics } = await reader.collect();
      const all = resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics);
      return new Map(
        all.map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ value, attributes }): Point => ({ value, attributes })),
        ]),
      );
    },
  };
}

/** The children of a span, or the spans without a parent. */
export function childrenOf(
  spans: readonly ReadableSpan[],
  parent?: ReadableSpan,
): readonly ReadableSpan[] {
  return spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === idOf(parent));
}

export const idOf = (span: ReadableSpan | undefined): string | undefined =>
  span?.spanContext().spanId;

/** Names of spans as a tree: a call, and its attempts in brackets. */
export function treeOf(spans: readonly ReadableSpan[], parent?: ReadableSpan): string {
  return childrenOf(spans, parent)
    .map((span) => {
      const inside = treeOf(spans, span);
      return inside === '' ? span.name : `${span.name} (${inside})`;
    })
    .join(', ');
}
