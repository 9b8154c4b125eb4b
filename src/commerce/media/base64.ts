/** As many bytes as a function takes arguments everywhere; a multiple of 3, so that parts join. */
const PART = 3 * 8_192;

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += PART) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + PART)));
  }
  return text;
}
