import { describe, expect, it } from 'vitest';
import { acceptsTotp, totpCode } from '../../src/sandbox/auth/totp.js';

/** Base32 of `12345678901234567890`, the key of RFC 6238's table. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i is that of RFC 6238', (second, code) => {
    expect(totpCode(secret, second)).toBe(code);
    expect(totpCode(`${secret.toLowerCase()}======`, second)).toBe(code);
  });

  it('is good in its own step and in the next, up to the last second but one', () => {
    const start = 1_800_000_000;
    const code = totpCode(secret, start);
    const good = [0, 29, 30, 58].map((later) => acceptsTotp(secret, code, start + later));
    const late = [59, 60, 90].map((later) => acceptsTotp(secret, code, start + later));
    expect(good).toEqual([true, true, true, true]);
    expect(late).toEqual([false, false, false]);
  });

  it('of a clock that runs ahead is good a leeway early', () => {
    const start = 1_800_000_000;
    const next = totpCode(secret, start + 30);
    expect(acceptsTotp(secret, next, start + 1)).toBe(true);
    expect(acceptsTotp(secret, next, start)).toBe(false);
  });
});
