import { describe, expect, it } from 'vitest';
import type { HandshakeCode } from '../../src/errors/handshake-error.js';
import {
  type Activation,
  type Announced,
  announce,
  begin,
  type Claimed,
  claim,
  failed,
  LEASE_MS,
  LIFETIME_MS,
  lastingFailure,
  type Requested,
  released,
  requested,
} from '../../src/installations/activation.js';
import { HandshakeError } from '../../src/installations/index.js';

const start = 1_700_000_000_000;
const announced: Announced = {
  state: 'announced',
  id: 'a1',
  consumerKey: 'key',
  consumerSecret: 'consumer-secret',
  verifier: 'verifier',
  storeId: 'shop.example.com',
  storeUrl: 'https://shop.example.com/',
  announcedAt: start,
};
const claimed: Claimed = { ...announced, state: 'claimed', browser: 'b1', busyUntil: 0 };
const token: Requested = requested(claimed, {
  requestToken: 'request-token',
  requestTokenSecret: 'request-secret',
  verifier: 'verifier',
});
const busy = <T extends Claimed | Requested>(one: T): T => ({
  ...one,
  busyUntil: start + LEASE_MS,
});
const dead = failed(claimed, 'HANDSHAKE_VERIFIER');

function codeOf(action: () => unknown): HandshakeCode | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof HandshakeError) return error.code;
    throw error;
  }
}

describe('a callback', () => {
  const again: Announced = { ...announced, id: 'a2', verifier: 'second', announcedAt: start + 1 };

  it.each<Activation | undefined>([undefined, announced, claimed, busy(claimed), dead])(
    'begins anew, whatever was there (%#)',
    (before) => {
      expect(announce(before, again)).toEqual(again);
    },
  );

  it('keeps the request token that the store will not give again, until it is used', () => {
    const { requestToken, requestTokenSecret, verifier } = token;
    const earlier = { requestToken, requestTokenSecret, verifier };
    const second = announce(token, again);
    expect(second).toEqual({ ...again, earlier });
    expect(announce(claim(second, 'b1', start), again)).toEqual({ ...again, earlier });
  });

  it('with another secret gets nothing of what was there', () => {
    const forged = { ...again, consumerSecret: 'forged' };
    expect(announce(token, forged)).toEqual(forged);
  });
});

describe('a browser that comes to the identity page', () => {
  it('gets an activation that nobody has', () => {
    expect(claim(announced, 'b1', start)).toEqual(claimed);
  });

  it.each([
    ['claimed', claimed],
    ['being exchanged', busy(claimed)],
    ['half exchanged', token],
  ])('may come back to one that is %s, which stays as it is', (_, activation) => {
    expect(claim(activation, 'b1', start + 1)).toEqual(activation);
  });

  it.each([claimed, busy(claimed), token])('is refused when it is another one (%#)', (one) => {
    expect(codeOf(() => claim(one, 'b2', start))).toBe('HANDSHAKE_OTHER_BROWSER');
  });
});

describe('the exchange', () => {
  it.each([claimed, token])('is taken for as long as both steps may take (%#)', (one) => {
    const taken = begin(one, 'b1', start);
    expect(taken).toEqual({ ...one, busyUntil: start + LEASE_MS });
    expect(codeOf(() => begin(taken, 'b1', start + LEASE_MS - 1))).toBe('HANDSHAKE_BUSY');
    expect(begin(taken, 'b1', start + LEASE_MS).busyUntil).toBe(start + 2 * LEASE_MS);
  });

  it('is refused to other browsers, and before any browser has come', () => {
    expect(codeOf(() => begin(announced, 'b1', start))).toBe('HANDSHAKE_SESSION');
    expect(codeOf(() => begin(claimed, 'b2', start))).toBe('HANDSHAKE_SESSION');
    expect(codeOf(() => begin(busy(token), 'b2', start))).toBe('HANDSHAKE_SESSION');
  });

  it('goes on where it was when it is taken up again', () => {
    const again = begin(released(busy(token)), 'b1', start);
    expect(again).toMatchObject({ state: 'requested', requestToken: 'request-token' });
    expect(begin(released(busy(claimed)), 'b1', start).state).toBe('claimed');
  });
});

describe('the five minutes', () => {
  const atEnd = start + LIFETIME_MS;

  it.each([announced, claimed, busy(claimed)])('bind whoever has no request token (%#)', (one) => {
    expect(lastingFailure(one, atEnd - 1)).toBeUndefined();
    expect(lastingFailure(one, atEnd)).toBe('HANDSHAKE_EXPIRED');
    expect(codeOf(() => claim(one, 'b1', atEnd))).toBe('HANDSHAKE_EXPIRED');
    expect(codeOf(() => begin(one, 'b1', atEnd))).toBe('HANDSHAKE_EXPIRED');
  });

  it('do not bind the second step', () => {
    expect(lastingFailure(token, atEnd)).toBeUndefined();
    expect(begin(token, 'b1', atEnd).state).toBe('requested');
  });
});

describe('an activation that has failed', () => {
  it('says why to everybody who asks', () => {
    expect(lastingFailure(dead, start)).toBe('HANDSHAKE_VERIFIER');
    expect(codeOf(() => claim(dead, 'b1', start))).toBe('HANDSHAKE_VERIFIER');
    expect(codeOf(() => begin(dead, 'b1', start))).toBe('HANDSHAKE_VERIFIER');
  });

  it.each<Activation>([announced, claimed, token, dead])('keeps no secret (%#)', (activation) => {
    const text = JSON.stringify(failed(activation, 'HANDSHAKE_USED'));
    expect(text).not.toMatch(/consumer-secret|verifier|request-token|request-secret|b1/);
  });
});
