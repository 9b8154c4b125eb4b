import type { Progress } from '../../exports/index.js';

const CELLS = 20;

/** `1,206` */
export const count = (number: number): string => Math.round(number).toLocaleString('en');

/** `45 s`, `3 min 20 s`, `2 h 5 min` */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How far it is, from 0 to 1; undefined where the store does not count. */
function shareOf({ items, total }: Progress): number | undefined {
  if (total === undefined) return undefined;
  return total === 0 ? 1 : Math.min(1, items / total);
}

/** `520 of 1,206 (43 %), 312 a second, 2 s left` */
export function progressText(progress: Progress): string {
  const { items, total, perSecond, remainingMs } = progress;
  const share = shareOf(progress);
  const isWhole = share === undefined || total === undefined;
  return [
    isWhole ? count(items) : `${count(items)} of ${count(total)} (${Math.floor(share * 100)} %)`,
    ...(perSecond === undefined ? [] : [`${count(perSecond)} a second`]),
    ...(!remainingMs ? [] : [`${duration(remainingMs)} left`]),
  ].join(', ');
}

/** `[████████░░░░░░░░░░░░] `, empty where the store does not count. */
export function progressBar(progress: Progress): string {
  const share = shareOf(progress);
  if (share === undefined) return '';
  const full = Math.floor(share * CELLS);
  return `[${'█'.repeat(full)}${'░'.repeat(CELLS - full)}] `;
}
