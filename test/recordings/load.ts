import { readdirSync, readFileSync } from 'node:fs';

/** One request and the answer of a real Magento 2.4.6. */
export interface Recording {
  readonly file: string;
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[]>>;
    readonly body: unknown;
  };
}

const folder = new URL('../data/recordings/', import.meta.url);

/** All recordings of the folder; tables and credentials are left out. */
export function loadRecordings(): Recording[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const entries: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      if (!Array.isArray(entries)) return [];
      return entries
        .filter((entry) => entry.request)
        .map((entry): Recording => ({ ...entry, file: name.replace('.json', '') }));
    });
}

/** The recorded answer, to the text of its body. */
export function toResponse({ response }: Recording): Response {
  const { status, body } = response;
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
  const isJson = headers.get('content-type')?.startsWith('application/json') && body !== '';
  const text = isJson || typeof body !== 'string' ? JSON.stringify(body) : body;
  return new Response(status === 204 ? null : text, { status, headers });
}
