/** As much of a stream as was read. */
export interface StreamStart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether the stream ended there. */
  readonly isWhole: boolean;
}

/** In one piece, as that is decoded faster than many. */
function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** Reads a stream, but never more than so many bytes, and lets go of whatever follows them. */
export async function readBytes(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<StreamStart> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    parts.push(part.value);
    if (size > most) {
      // Not waited for: whoever sends slowly would hold this up.
      reader?.cancel().catch(() => undefined);
      return { bytes: joined(parts, size).subarray(0, most), isWhole: false };
    }
  }
  return { bytes: joined(parts, size), isWhole: true };
}
