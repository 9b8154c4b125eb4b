import type { SignatureEngine } from './base-string.js';

/** In the order in which they are tried; most stores in use today are of the first two. */
const ENGINES: readonly SignatureEngine[] = ['hmac', 'laminas', 'zend'];

/** Which engine to sign for. */
export interface EngineChoice {
  current(): SignatureEngine;
  /**
   * Learns that a signature was refused. True when another engine would sign this request differently,
   * which is then the current one.
   */
  refused(used: SignatureEngine, baseString: (engine: SignatureEngine) => string): boolean;
}

/** A fixed engine, or one that is found out by trying. */
export function createEngineChoice(engine: SignatureEngine | 'auto'): EngineChoice {
  if (engine !== 'auto') return { current: () => engine, refused: () => false };
  const excluded = new Set<SignatureEngine>();
  let current: SignatureEngine = 'hmac';
  return {
    current: () => current,
    refused(used, baseString) {
      const refusedForm = baseString(used);
      // Another call may have moved on already; then the current engine is the one to try.
      if (used !== current) return baseString(current) !== refusedForm;
      excluded.add(used);
      const next = ENGINES.find((one) => !excluded.has(one) && baseString(one) !== refusedForm);
      if (next === undefined) {
        // All forms are refused, so it is not the form: the credentials are wrong, or a proxy interferes.
        excluded.clear();
        current = 'hmac';
        return false;
      }
      current = next;
      return true;
    },
  };
}
