import type { RedisPort } from './ports.js';

/** A Lua script that is sent as its hash when the client can, and as text where Redis does not know it. */
export type Script = (
  port: RedisPort,
  keys: readonly string[],
  args: readonly string[],
) => Promise<unknown>;

async function sha1(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Prepares a script. */
export async function createScript(text: string): Promise<Script> {
  // Made now, so that calls are sent in the order they are made.
  const hash = await sha1(text);
  return async (port, keys, args) => {
    if (!port.evalSha) return port.eval(text, keys, args);
    try {
      return await port.evalSha(hash, keys, args);
    } catch (error) {
      // A Redis that was restarted has forgotten it.
      if (!String(error).includes('NOSCRIPT')) throw error;
      return port.eval(text, keys, args);
    }
  };
}
