import { ConfigError } from '../../errors/config-error.js';
import { InputError } from '../../errors/input-error.js';
import { readBytes } from '../../read-bytes.js';

/** Where an image comes from. */
export type ImageSource =
  /** A file of this machine; Node, Bun and Deno only. */
  | { readonly path: string }
  /**
   * An http or https address. It is fetched from this machine without credentials, redirects included: an
   * address that others choose must be checked by the caller, as it may lead into the own network.
   */
  | { readonly url: string | URL }
  | { readonly data: ImageBytes };

/** An image at hand. A stream is read once, so a repeated helper needs a new one. */
export type ImageBytes = Blob | ReadableStream<Uint8Array> | Uint8Array;

/** Whether it is the image itself. */
export const isBytes = (source: ImageSource | ImageBytes): source is ImageBytes =>
  source instanceof Blob || source instanceof ReadableStream || source instanceof Uint8Array;

/** Bytes, and the name they came with. */
export interface ReadImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string | undefined;
}

/** What reading needs. */
export interface ReadOptions {
  readonly maxBytes: number;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
}

interface Files {
  stat(path: string): Promise<{ readonly size: number }>;
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

interface Host {
  readonly process?: { readonly getBuiltinModule?: (name: string) => Files | undefined };
}

function tooLarge(maxBytes: number): InputError {
  return new InputError(
    `The image has more than ${maxBytes} bytes. Make it smaller, or raise maxBytes; the store's web server has a limit of its own (often 1 MB for the request).`,
  );
}

async function fromStream(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes, isWhole } = await readBytes(stream, maxBytes);
  if (!isWhole) throw tooLarge(maxBytes);
  return bytes;
}

async function fromUrl(address: string | URL, options: ReadOptions): Promise<ReadImage> {
  const url = URL.canParse(String(address)) ? new URL(String(address)) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new InputError(`"${String(address)}" is no http or https address.`);
  }
  const shown = `${url.origin}${url.pathname}`;
  try {
    return { bytes: await download(url, options), name: url.pathname };
  } catch (cause) {
    if (options.signal?.aborted || cause instanceof InputError) throw cause;
    throw new InputError(`The image at ${shown} could not be fetched.`, { cause });
  }
}

async function download(
  url: URL,
  { fetch, maxBytes, signal }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { ok, status, body, headers } = await fetch(url, {
    credentials: 'omit',
    ...(signal ? { signal } : {}),
  });
  if (!ok || body === null) {
    await body?.cancel();
    throw new InputError(`The image at ${url.origin}${url.pathname} has status ${status}.`);
  }
  if (Number(headers.get('content-length') ?? 0) > maxBytes) {
    await body.cancel();
    throw tooLarge(maxBytes);
  }
  return fromStream(body, maxBytes);
}

async function fromPath(path: string, maxBytes: number): Promise<ReadImage> {
  const files = (globalThis as Host).process?.getBuiltinModule?.('node:fs/promises');
  if (!files) {
    throw new ConfigError(
      'There are no files on this platform. Pass { data } instead of { path }.',
    );
  }
  try {
    if ((await files.stat(path)).size > maxBytes) throw tooLarge(maxBytes);
    return { bytes: await files.readFile(path), name: path };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`The image "${path}" cannot be read.`, { cause });
  }
}

/** Reads an image of any source, never more of it than allowed. */
export async function readImage(source: ImageSource, options: ReadOptions): Promise<ReadImage> {
  const { maxBytes } = options;
  if ('path' in source) return fromPath(source.path, maxBytes);
  if ('url' in source) return fromUrl(source.url, options);
  const { data } = source;
  if (data instanceof ReadableStream) {
    return { bytes: await fromStream(data, maxBytes), name: undefined };
  }
  const size = data instanceof Blob ? data.size : data.length;
  if (size > maxBytes) throw tooLarge(maxBytes);
  const name = 'name' in data && typeof data.name === 'string' ? data.name : undefined;
  const bytes = data instanceof Blob ? await data.arrayBuffer() : data;
  return { bytes: new Uint8Array(bytes), name };
}
