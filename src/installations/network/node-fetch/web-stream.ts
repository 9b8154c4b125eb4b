import type { Readable } from 'node:stream';

/** A Node stream in the form of a web stream. */
export interface WebStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Lets go of the Node stream: whoever reads on gets an error. */
  release(): void;
}

/**
 * Turns a Node stream of bytes into a web stream that reads on only when asked to, since a body may be
 * longer than anybody wants. It fails with `TypeError: terminated` when the Node stream does or is cut
 * short, and with the signal's reason when that fires.
 *
 * @param onCancel - called when the reader wants no more
 */
export function webStream(
  source: Readable,
  options: { readonly onCancel?: () => void; readonly signal?: AbortSignal | undefined } = {},
): WebStream {
  const { onCancel, signal } = options;
  let fail: (error: unknown) => void = () => undefined;
  let detach: () => void = () => undefined;

  const terminate = (cause: unknown) => fail(new TypeError('terminated', { cause }));
  // Heard for good: a connection may break after the last reader has gone.
  source.on('error', terminate);

  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (source.readableEnded) {
      controller.close();
      return;
    }
    const onData = (part: Uint8Array) => {
      source.pause();
      controller.enqueue(new Uint8Array(part));
    };
    const onEnd = () => {
      detach();
      controller.close();
    };
    const onClose = () => terminate(new Error('The connection was closed early.'));
    const onAbort = () => fail(signal?.reason);
    detach = () => {
      source.off('data', onData).off('end', onEnd).off('close', onClose);
      signal?.removeEventListener('abort', onAbort);
      fail = () => undefined;
    };
    fail = (error) => {
      detach();
      controller.error(error);
    };
    // Listening alone would set it flowing.
    source.pause();
    source.on('data', onData).on('end', onEnd).on('close', onClose);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (source.destroyed) onClose();
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start,
      pull: () => void source.resume(),
      cancel() {
        detach();
        onCancel?.();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, release: () => terminate(new Error('The exchange is over.')) };
}
