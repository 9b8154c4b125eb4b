import type { Clock } from '../../clock.js';
import type { Admission } from '../admission.js';
import type { Emitter } from '../events.js';
import { firstLevel } from '../level/level-state.js';
import type { LevelChange } from '../types.js';
import type { Basis, Change } from './calls.js';
import type { News } from './news.js';

/** What this process knows of the shared budget. */
export interface Known extends Basis {
  readonly news: News | undefined;
  /** When it was heard, on the clock of this process. */
  readonly heardAt: number;
  readonly level: number;
  readonly lastChange: LevelChange;
  /** Whether the pause of this process, if it is in one, is that of all. */
  readonly isPaused: boolean;
  /** Takes up what Redis tells: events, and pauses for the queue of this process. */
  learn(news: News): void;
  /** Takes up a change that Redis has still to hear of. */
  wish(change: Change): void;
}

/** The order of news is that of Redis's clock, unless that was set back. */
const SET_BACK_US = 5_000_000;

export function createKnown(
  options: Omit<Basis, 'generation'> & { readonly clock: Clock; readonly emitter: Emitter },
  admission: () => Admission,
): Known {
  const { clock, emitter } = options;
  let { target, autoRecover } = options;
  let latest: News | undefined;
  let heardAt = clock.now();
  const first = autoRecover ? firstLevel(target) : target;
  let lastChange: LevelChange = { at: heardAt, from: first, to: first, cause: 'start' };
  let isPaused = false;
  const scopes = new Map<string, number>();

  function learnLevel(news: News): void {
    const from = latest?.level;
    const { agoMs, cause, ...steps } = news.change;
    lastChange = { at: heardAt - agoMs, cause, ...steps };
    if (from === undefined || from === news.level) return;
    // Several changes may have passed unheard.
    emitter.emit('level', { at: lastChange.at, from, to: news.level, cause });
  }

  function learnPauses({ pausedUntil, pauseLeftMs, pauseCause, scopes: paused }: News): void {
    // A pause that this process has learnt of without Redis stays.
    if (pauseLeftMs === 0 && isPaused) admission().resume();
    else if (pauseLeftMs > 0 && pausedUntil !== latest?.pausedUntil) {
      admission().pause(heardAt + pauseLeftMs, pauseCause);
    }
    isPaused = pauseLeftMs > 0;
    for (const { name, until, leftMs } of paused) {
      if (scopes.get(name) === until) continue;
      scopes.set(name, until);
      admission().pauseScope(name, heardAt + leftMs, 'throttled');
    }
  }

  return {
    get news() {
      return latest;
    },
    get heardAt() {
      return heardAt;
    },
    get generation() {
      return latest?.generation ?? '';
    },
    get target() {
      return target;
    },
    get autoRecover() {
      return autoRecover;
    },
    get level() {
      return latest?.level ?? first;
    },
    get lastChange() {
      return lastChange;
    },
    get isPaused() {
      return isPaused;
    },
    learn(news) {
      const behind = latest?.generation === news.generation ? latest.at - news.at : 0;
      if (behind > 0 && behind < SET_BACK_US) return;
      heardAt = clock.now();
      ({ target, autoRecover } = news);
      learnLevel(news);
      learnPauses(news);
      latest = news;
    },
    wish(change) {
      ({ target = target, autoRecover = autoRecover } = change);
    },
  };
}
