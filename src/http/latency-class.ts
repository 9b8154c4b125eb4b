import type { PreparedRequest } from './prepare.js';

/** Sizes of one bucket differ by up to four times. */
const bucket = (size: number) => (size > 0 ? Math.round(Math.log2(size) / 2) : 0);

/** Path segments that hold a value have digits in them, or are long. */
const shapeOf = (path: string) => path.replace(/(?<=\/V1\/.*)[^/]*(?:\d|[^/]{24})[^/]*/g, '*');

/** Requests of one class take about as long when the store is idle: same operation, similar size. */
export function latencyClass({ name, method, path, query, body }: PreparedRequest): string {
  const pageSize = Number(/pageSize(?:\]|%5D)=(\d+)/.exec(query)?.[1] ?? 0);
  const operation = name ?? `${method} ${shapeOf(path)}`;
  return `${operation} ${bucket(pageSize)} ${bucket(body?.length ?? 0)}`;
}
