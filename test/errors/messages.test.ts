import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillMessage, HttpError, isMagentoError, type MagentoError } from '../../src/core.js';
import { readErrorBody } from '../../src/errors/body.js';
import { errorFromAnswer, type RefusedAnswer } from '../../src/errors/from-answer.js';

const refused = (status: number, text: string, more: Partial<RefusedAnswer> = {}): HttpError =>
  errorFromAnswer({
    status,
    text,
    headers: new Headers(),
    request: { method: 'GET', path: '/rest/V1/x' },
    authenticator: 'test',
    caller: 'admin',
    proven: false,
    retryAfterMs: undefined,
    ...more,
  });

describe('placeholders', () => {
  it.each([
    ['No %1 of %2', ['a', 'b'], 'No a of b'],
    ['%10 then %1', ['x', 2, 3, 4, 5, 6, 7, 8, 9, 'ten'], 'ten then x'],
    ['"%fieldName" is required', { fieldName: 'sku' }, '"sku" is required'],
    ['%field is not %fieldName', { field: 'a', fieldName: 'b' }, 'a is not b'],
    ['Ids: %ids', { ids: [1, [2, 3]] }, 'Ids: 1, 2, 3'],
    ['%1 is %2', ['%2', 'x'], '%2 is x'],
    ['Nothing: %1', [null], 'Nothing: '],
    ['No SKU %sku in row %row', ['A', 7], 'No SKU A in row 7'],
    ['100% of %1', ['all'], '100% of all'],
    ['untouched %1', undefined, 'untouched %1'],
    ['%a.b', { 'a.b': 1, a: 2 }, '1'],
  ])('%s', (template, parameters, expected) => {
    expect(fillMessage(template, parameters)).toBe(expected);
  });

  it('never make the text explode or fail, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
        (template, parameters) => {
          expect(typeof fillMessage(template, parameters)).toBe('string');
        },
      ),
    );
  });
});

describe('error bodies', () => {
  it('with several faults list them all in one sentence', () => {
    const text = JSON.stringify({
      message: 'One or more input exceptions have occurred.',
      errors: [
        { message: '"%fieldName" is required.', parameters: { fieldName: 'a' } },
        { message: '"%fieldName" is required.', parameters: { fieldName: 'b' } },
      ],
    });
    const error = refused(400, text);
    expect(error.message).toContain('have occurred. "a" is required. "b" is required. [400]');
    expect(error.errors.map(({ message }) => message)).toEqual([
      '"a" is required.',
      '"b" is required.',
    ]);
  });

  it('in the second shape are read as well', () => {
    expect(readErrorBody('{"messages":{"error":[{"code":500,"message":"Broken"}]}}').message).toBe(
      'Broken',
    );
  });

  it.each([
    ['<html><head><title>503 Backend fetch failed</title></head>', '503 Backend fetch failed'],
    ['<h1>Request limit exceeded</h1>', 'Request limit exceeded'],
    ['An error has happened.\n', 'An error has happened.'],
    ['oauth_problem=Consumer+key+has+expired', 'Consumer key has expired'],
    ['', 'The store gave no reason.'],
    ['{"message":', '{"message":'],
    ['[]', '[]'],
    ['"text"', 'text'],
    ['{"message":{"a":1}}', '{"message":{"a":1}}'],
  ])('that are not what Magento sends still have a message: %s', (text, message) => {
    expect(readErrorBody(text).message).toBe(message);
  });

  it('of any kind never throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.integer({ min: 400, max: 599 }),
        (text, status) => {
          expect(refused(status, text)).toBeInstanceOf(HttpError);
        },
      ),
    );
  });

  it('lose the stack trace that developer mode adds, as its arguments can be secrets', () => {
    const message = "Decoding error: \nSyntax error\n#0 app/x.php(3): login('admin', 'Pa55word')";
    const error = refused(400, JSON.stringify({ message, trace: "#0 login('Pa55word')" }));
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain('Pa55word');
    const plain = refused(500, "TypeError: wrong\n#0 app/x.php(3): login('admin', 'Pa55word')");
    expect(inspect(plain, { depth: 9 })).not.toContain('Pa55word');
  });
});

describe('kinds of errors', () => {
  const acl = JSON.stringify({
    message: 'Der Konsument darf %resources nicht.',
    parameters: { resources: 'Magento_Catalog::products' },
  });
  const self = JSON.stringify({ message: 'x', parameters: { resources: 'self' } });

  it.each<[string, number, string, Partial<RefusedAnswer>, string]>([
    ['a guest at a guarded door', 401, acl, { caller: 'guest' }, 'AUTHENTICATION'],
    ['a token that nobody has vouched for', 401, acl, { caller: 'admin' }, 'AUTHENTICATION'],
    ['a fresh login without the right', 401, acl, { caller: 'admin', proven: true }, 'PERMISSION'],
    [
      'a signed call without the right',
      401,
      acl,
      { caller: 'integration', proven: true },
      'PERMISSION',
    ],
    ['a customer on an admin route', 401, acl, { caller: 'customer' }, 'PERMISSION'],
    ['an admin on a customer route', 401, self, { caller: 'admin' }, 'PERMISSION'],
    ['a customer whose token ended', 401, self, { caller: 'customer' }, 'AUTHENTICATION'],
    [
      'a bad signature',
      401,
      '{"message":"The signature is invalid."}',
      { proven: true },
      'AUTHENTICATION',
    ],
    ['a firewall', 403, '<h1>Forbidden</h1>', {}, 'PERMISSION'],
    ['nothing there', 404, '{"message":"No such entity"}', {}, 'NOT_FOUND'],
    ['a limit', 429, '{"message":"Too Many Requests"}', {}, 'RATE_LIMIT'],
    ['a bad body', 400, '{"message":"Decoding error."}', {}, 'BAD_REQUEST'],
    ['a body too large', 413, '<h1>413</h1>', {}, 'BAD_REQUEST'],
    ['a crash', 500, '{"message":"Internal Error"}', {}, 'SERVER'],
    ['maintenance', 503, '<title>Maintenance</title>', {}, 'SERVER'],
  ])('%s', (_, status, text, more, code) => {
    const error: MagentoError = refused(status, text, more);
    expect(error.code).toBe(code);
    expect(error.name.replace('Error', '').toUpperCase()).toBe(code.replaceAll('_', ''));
    expect(isMagentoError(error)).toBe(true);
  });
});

describe('hints', () => {
  it.each<[string, number, object | string, Partial<RefusedAnswer>, RegExp]>([
    [
      'bearer switched off',
      401,
      { message: 'x', parameters: { resources: 'A::b' } },
      { authenticator: 'integration bearer', caller: 'integration' },
      /enable_integration_as_bearer/,
    ],
    [
      'two-factor',
      400,
      { message: 'x', parameters: { active_providers: ['google'] } },
      {},
      /two-factor/,
    ],
    [
      'customer routes',
      401,
      { message: 'x', parameters: { resources: 'self' } },
      {},
      /customerToken/,
    ],
    [
      'missing right',
      401,
      { message: 'x', parameters: { resources: 'A::b' } },
      { proven: true },
      /role the right "A::b"/,
    ],
    ['locked account', 401, { message: 'The account sign-in was incorrect or …' }, {}, /locked/],
    ['clock', 401, { message: 'An error occurred validating the nonce' }, {}, /clock/],
    ['store code', 400, { message: 'Specified request cannot be processed.' }, {}, /store code/],
    ['report', 500, { message: 'Internal Error. Report ID: webapi-1f' }, {}, /webapi-1f/],
    ['apache slash', 404, '<h1>Not Found</h1>', {}, /AllowEncodedSlashes/],
    ['maintenance', 503, '<title>Maintenance</title>', {}, /maintenance mode/],
    ['gateway', 504, '', {}, /may still be working/],
    [
      'firewall',
      403,
      '<h1>blocked</h1>',
      { headers: new Headers({ server: 'cloudflare' }) },
      /cloudflare/,
    ],
    ['large body', 413, '<h1>413</h1>', {}, /client_max_body_size/],
  ])('for %s are part of the message', (_, status, body, more, hint) => {
    const error = refused(status, typeof body === 'string' ? body : JSON.stringify(body), more);
    expect(error.hint).toMatch(hint);
    expect(error.message).toContain(`Hint: ${error.hint}`);
  });
});
