import type { Attributes, BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { BudgetSnapshot } from '../budget/types.js';

/** A value of a snapshot with what tells it apart from others of its instrument. */
type Reading = readonly [value: number, attributes?: Attributes];

/** An instrument, and what it reads in a snapshot. */
interface Metric {
  readonly instrument: Observable;
  readonly read: (snapshot: BudgetSnapshot, lanes: ReadonlySet<string>) => readonly Reading[];
}

function createMetrics(meter: Meter): Metric[] {
  const requests = (description: string) => ({ unit: '{request}', description });
  const gauge = (name: string, description: string) =>
    meter.createObservableGauge(`magekit.budget.${name}`, requests(description));
  const sum = (name: string, description: string) =>
    meter.createObservableUpDownCounter(`magekit.budget.${name}`, requests(description));
  const counter = (name: string, unit: string, description: string) =>
    meter.createObservableCounter(`magekit.budget.${name}`, { unit, description });

  return [
    {
      instrument: gauge('level', 'Requests in flight at most right now.'),
      read: ({ level }) => [[level]],
    },
    {
      instrument: gauge('target', 'Requests in flight that the owner wants at most.'),
      read: ({ target }) => [[target]],
    },
    {
      instrument: gauge('ceiling', 'The highest level the store is believed to bear.'),
      read: ({ ceiling }) => [[ceiling]],
    },
    {
      instrument: gauge('latency_level', 'The level the latency guard allows.'),
      read: ({ latencyLevel }) => (latencyLevel === null ? [] : [[latencyLevel]]),
    },
    {
      instrument: meter.createObservableGauge('magekit.budget.paused', {
        unit: '1',
        description: '1 while no permit is granted, 0 otherwise.',
      }),
      read: ({ pausedUntil }) => [[pausedUntil === null ? 0 : 1]],
    },
    {
      instrument: sum('in_flight', 'Permits granted and not given back.'),
      read: ({ inFlight }) => [[inFlight]],
    },
    {
      instrument: sum('queued', 'Requests that wait for a permit.'),
      read: ({ queued }, lanes) =>
        [...lanes].map((lane) => [queued[lane] ?? 0, { 'magekit.lane': lane }]),
    },
    {
      instrument: counter('throttled', '{request}', 'Requests the store refused as too many.'),
      read: ({ throttled }) => [[throttled]],
    },
    {
      instrument: counter(
        'retried',
        '{request}',
        'Requests that were not the first of their call.',
      ),
      read: ({ retried }) => [[retried]],
    },
    {
      instrument: counter(
        'decreases',
        '{decrease}',
        "How often the store's answers lowered the level.",
      ),
      read: ({ decreases }) => [[decreases]],
    },
    {
      instrument: counter('probes', '{probe}', 'How often a level above the ceiling was tried.'),
      read: ({ probes: { confirmed, failed } }) => [
        [confirmed, { 'magekit.probe.result': 'confirmed' }],
        [failed, { 'magekit.probe.result': 'failed' }],
      ],
    },
  ];
}

/** Has a budget read whenever metrics are collected; returns the function that stops it. */
export type WatchBudget = (snapshot: () => BudgetSnapshot, name: string) => () => void;

export function createBudgetMetrics(meter: Meter): WatchBudget {
  const metrics = createMetrics(meter);
  const instruments = metrics.map(({ instrument }) => instrument);

  return (snapshot, name) => {
    // A lane whose queue is empty is not in the snapshot, but its 0 is news.
    const lanes = new Set<string>();

    function collect(result: BatchObservableResult): void {
      const now = snapshot();
      for (const lane of Object.keys(now.queued)) lanes.add(lane);
      for (const { instrument, read } of metrics) {
        for (const [value, attributes] of read(now, lanes)) {
          result.observe(instrument, value, { 'magekit.budget.name': name, ...attributes });
        }
      }
    }

    meter.addBatchObservableCallback(collect, instruments);
    return () => meter.removeBatchObservableCallback(collect, instruments);
  };
}
