import type { Format } from './format.js';

/** One JSON value a line. */
export const ndjsonFormat: Format<unknown> = {
  name: 'ndjson',
  head: '',
  text: (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
};
