import type { Format } from './formats/format.js';
import type { Sink } from './sink.js';

/** What happens to a stream at the end, as with `pipeTo`. */
export interface StreamOptions {
  /** Leaves the stream open when the export is finished. Default false. */
  readonly preventClose?: boolean | undefined;
  /** Leaves the stream alone when the export has failed. Default false. */
  readonly preventAbort?: boolean | undefined;
}

/** A stream of bytes, such as the `writable` of a `TransformStream`, or Node's `Writable.toWeb(…)`. */
export type ByteStream = WritableStream<Uint8Array>;

/** Writes text to a stream, no faster than it takes it. */
export function streamSink<Item>(
  stream: ByteStream,
  format: Format<Item>,
  { preventClose = false, preventAbort = false }: StreamOptions,
): Sink<Item> {
  const encoder = new TextEncoder();
  let begun = false;

  async function write(text: string): Promise<void> {
    if (text === '') return;
    const writer = stream.getWriter();
    try {
      await writer.ready;
      await writer.write(encoder.encode(text));
    } finally {
      writer.releaseLock();
    }
  }

  async function begin(): Promise<void> {
    if (!begun) await write(format.head);
    begun = true;
  }

  return {
    async write(items) {
      await begin();
      await write(format.text(items));
    },
    async finish() {
      await begin();
      if (!preventClose) await stream.close();
    },
    async abort(reason) {
      if (!preventAbort) await stream.abort(reason);
    },
  };
}
