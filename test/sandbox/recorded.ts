import { readdirSync, readFileSync } from 'node:fs';

/** A request and the answer a real store gave. */
export interface Recording {
  readonly name: string;
  readonly file: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: { readonly status: number; readonly body: unknown };
}

const folder = new URL('../data/recordings/', import.meta.url);

/** Reads a file of the recordings, without the tables some hold. */
export function recordingsOf(file: string): readonly Recording[] {
  const list = readJson(file) as readonly Recording[];
  return list.filter((entry) => entry.request !== undefined).map((entry) => ({ ...entry, file }));
}

/** A file of the recordings as it is. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8'));
}

/** Every recording there is. */
export function allRecordings(): readonly Recording[] {
  const files = readdirSync(folder).map((name) => name.replace('.json', ''));
  return files.filter((name) => name !== 'credentials').flatMap(recordingsOf);
}

/** A route's recorded answers and refusals. */
export interface Examples {
  readonly answers: readonly Pick<Recording, 'request' | 'response'>[];
  readonly errors: readonly Pick<Recording, 'request' | 'response'>[];
}

/** Recorded calls of a resource, by route. */
export function readExamples(file: string): Readonly<Record<string, Examples>> {
  return JSON.parse(readFileSync(new URL(`../examples/${file}.json`, folder), 'utf8'));
}
