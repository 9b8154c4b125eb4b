/** One text decoded at once is read faster than one put together from many. */
function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const [first = new Uint8Array()] = parts;
  if (parts.length <= 1) return first;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Reads the start of a body, and lets go of whatever follows the limit. */
export async function readStart(
  { body }: Response,
  limit: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    parts.push(part.value);
    if (bytes > limit) {
      await reader?.cancel();
      break;
    }
  }
  const text = new TextDecoder().decode(joined(parts, bytes).subarray(0, limit));
  return { text, isWhole: bytes <= limit };
}
