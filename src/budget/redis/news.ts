import type { LevelCause } from '../types.js';

/** A lease that was granted: its id, and what was in flight with it. */
export interface GrantedLease {
  readonly id: string;
  readonly inFlight: number;
}

/** A part of the store that is paused. Times as in {@link News}. */
export interface PausedScope {
  readonly name: string;
  readonly until: number;
  readonly leftMs: number;
}

/** What Redis tells with each answer and each hand-off. Durations are right on any clock, times are Redis's. */
export interface News {
  /** Changes when Redis begins anew. */
  readonly generation: string;
  /** Microseconds since the epoch. */
  readonly at: number;
  readonly target: number;
  readonly autoRecover: boolean;
  readonly level: number;
  readonly ceiling: number;
  readonly epoch: number;
  readonly pausedUntil: number;
  readonly pauseLeftMs: number;
  readonly pauseCause: string;
  /** Leases of all processes, by cost. */
  readonly inFlight: number;
  /** Tickets of all processes. */
  readonly queued: number;
  /** When asking again may help; 0 when that is not known. */
  readonly hintMs: number;
  readonly decreases: number;
  readonly probes: { readonly confirmed: number; readonly failed: number };
  readonly change: {
    readonly agoMs: number;
    readonly from: number;
    readonly to: number;
    readonly cause: LevelCause;
  };
  readonly scopes: readonly PausedScope[];
  /** 0 when messages do not reach this process; -1 when that was not tried. */
  readonly heard: number;
  /** Leases of this process that were gone. */
  readonly lost: readonly string[];
  readonly granted: readonly GrantedLease[];
}

const list = (text = '') => (text === '' ? [] : text.split(','));

function readScope(text: string): PausedScope {
  const [name = '', until, leftMs] = text.split(':');
  return { name: decodeURIComponent(name), until: Number(until), leftMs: Number(leftMs) };
}

function readGranted(text: string): GrantedLease {
  const [id = '', inFlight] = text.split('/');
  return { id, inFlight: Number(inFlight) };
}

/** Reads an answer of a script, or a hand-off; undefined when it is something else. */
export function readNews(answer: unknown): News | undefined {
  const words = String(answer).split('|');
  if (words[0] !== 'news') return undefined;
  const number = (index: number) => Number(words[index]);
  return {
    generation: words[1] ?? '',
    at: number(2),
    target: number(3),
    autoRecover: words[4] === '1',
    level: number(5),
    ceiling: number(6),
    epoch: number(7),
    pausedUntil: number(8),
    pauseLeftMs: number(9),
    pauseCause: words[10] ?? '',
    inFlight: number(11),
    queued: number(12),
    hintMs: number(13),
    decreases: number(14),
    probes: { confirmed: number(15), failed: number(16) },
    change: {
      agoMs: number(17),
      from: number(18),
      to: number(19),
      cause: (words[20] ?? 'start') as LevelCause,
    },
    scopes: list(words[21]).map(readScope),
    heard: number(22),
    lost: list(words[23]),
    granted: list(words[24]).map(readGranted),
  };
}
