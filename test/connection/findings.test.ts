import { describe, expect, it } from 'vitest';
import type { AuthAnswer } from '../../src/auth/authenticator.js';
import type { ConnectionFacts } from '../../src/connection/facts.js';
import { type Failure, failureOf } from '../../src/connection/failure.js';
import type { ConnectionReport } from '../../src/connection/report.js';
import { reportOf } from '../../src/connection/test-connection.js';
import { TokenExpiredError } from '../../src/index.js';
import { checks, finding } from './connect.js';

const answer = (text: string, status = 200): AuthAnswer => ({
  status,
  text,
  headers: new Headers(),
});
const currency = answer('{"base_currency_code":"EUR"}');

/** The report of a shop where all is well but for what is given. */
function reportWith(facts: Partial<ConnectionFacts>): ConnectionReport {
  return reportOf({
    root: 'https://shop.example.com/rest',
    store: undefined,
    auth: { name: 'oauth 1.0a', caller: 'integration' },
    open: { answer: currency, ms: 100 },
    version: { answer: answer('Magento/2.4 (Community)'), ms: 100 },
    guarded: { answer: ['Magento_Store'], ms: 300 },
    probe: { answer: { items: [] }, ms: 500 },
    skewMs: 0,
    ...facts,
  });
}

const failure = (more: Partial<Failure>): Failure => ({
  code: 'BAD_REQUEST',
  said: 'said',
  template: 'said',
  parameters: {},
  atLogin: false,
  ...more,
});

describe('the edition', () => {
  it.each([
    ['Magento/2.4 (Community)', 'open-source', '2.4'],
    ['Magento/2.4 (Enterprise)', 'commerce', '2.4'],
    ['Magento/2.4 (B2B)', 'commerce', '2.4'],
    ['Magento/2.4', 'open-source', '2.4'],
    ['<html>Magento/2.4 (Enterprise)</html>', 'open-source', undefined],
  ])('that %s names', (text, edition, version) => {
    const report = reportWith({ version: { answer: answer(text), ms: 1 } });
    expect(report).toMatchObject({ edition, version });
  });

  it.each([
    [['Magento_Store', 'Magento_Company'], 'commerce'],
    [['Magento_Store', 'Magento_Enterprise'], 'commerce'],
    [['Magento_Store', 'Acme_Company'], 'open-source'],
    [[], undefined],
    [{}, undefined],
  ])('that the modules %j give away', (modules, edition) => {
    const report = reportWith({ version: undefined, guarded: { answer: modules, ms: 1 } });
    expect(report.edition).toBe(edition);
  });
});

describe('the clock', () => {
  const refused = {
    failure: failure({ status: 401, template: 'An error occurred validating the nonce' }),
    ms: 1,
  };

  it('fails where signatures are refused for it', () => {
    const report = reportWith({ skewMs: -700_000, guarded: refused, probe: undefined });
    expect(checks(report, 'failed')).toEqual(['credentials', 'clock']);
    expect(finding(report, 'credentials')?.hint).toContain('more than 10 minutes ahead');
  });

  it.each([
    [-700_000, 'oauth 1.0a', 'warning'],
    [700_000, 'oauth 1.0a', 'warning'],
    [-700_000, 'admin token', 'warning'],
    [-60_000, 'oauth 1.0a', 'ok'],
  ])('of %i ms under %s that is accepted is %s', (skewMs, name, status) => {
    const report = reportWith({ skewMs, auth: { name, caller: 'integration' } });
    expect(finding(report, 'clock')?.status).toBe(status);
  });
});

describe('the speed', () => {
  it('is the median, whatever one slow request takes', () => {
    expect(reportWith({ probe: { answer: {}, ms: 60_000 } }).latencyMs).toBe(200);
    expect(reportWith({ probe: undefined }).latencyMs).toBe(100);
  });

  it('counts refusals, and not what was never answered', () => {
    const report = reportWith({
      guarded: { failure: failure({ status: 401 }), ms: 900 },
      probe: { failure: failure({ code: 'DEADLINE' }), ms: 9_000 },
    });
    expect(report.latencyMs).toBe(100);
  });
});

describe('a call with credentials that fails', () => {
  it.each<[string, Partial<Failure>, RegExp]>([
    ['over the time', { code: 'DEADLINE' }, /did not answer in time/],
    [
      'over the wire',
      { code: 'NETWORK', said: 'The store broke off.' },
      /fails: The store broke off/,
    ],
    ['with an unknown refusal', { status: 400, said: 'Nope' }, /fails: Nope \[400\]/],
    ['for a firewall', { status: 403, said: 'Forbidden', hint: 'Ask.' }, /Forbidden \[403\] Ask/],
    ['at the login', { status: 400, atLogin: true, said: 'No mail' }, /log in: No mail/],
  ])('%s says so', (_, more, said) => {
    const report = reportWith({ guarded: { failure: failure(more), ms: 1 }, probe: undefined });
    const { message, hint, status } = finding(report, 'credentials') ?? {};
    expect(status).toBe('failed');
    expect(`${message} ${hint}`).toMatch(said);
    expect(finding(report, 'caller')?.status).toBe('skipped');
    expect(finding(report, 'version')?.status).toBe('ok');
  });

  it('while the probe succeeds shows that the credentials are good all the same', () => {
    const report = reportWith({ guarded: { failure: failure({ status: 401 }), ms: 1 } });
    expect(report).toMatchObject({ ok: true, caller: 'integration' });
  });
});

describe('reading an error', () => {
  it('keeps the sentence without request and hint', () => {
    const request = { method: 'GET', path: '/rest/V1/x' };
    const error = new TokenExpiredError('It ended (yesterday).', { request, hint: 'Make one.' });
    expect(failureOf(error)).toMatchObject({ said: 'It ended (yesterday).', hint: 'Make one.' });
    expect(failureOf(new TokenExpiredError('It ended.', { hint: 'x' })).said).toBe('It ended.');
  });

  it.each([[new RangeError('s3cret')], ['s3cret'], [{ s3cret: 1 }], [undefined]])(
    'keeps nothing of what is not the library’s own: %s',
    (error) => {
      expect(JSON.stringify(failureOf(error))).not.toContain('s3cret');
      expect(failureOf(error).code).toBe('UNKNOWN');
    },
  );
});
