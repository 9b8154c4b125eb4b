import fc from 'fast-check';

const NASTY = [
  '..',
  '../../admin',
  '%2e%2e',
  '..%2f..%2f',
  '..\\..\\',
  '/',
  '//evil.example',
  '\\',
  '#',
  '?',
  '&a=b',
  '%',
  '%00',
  '%zz',
  '\0',
  '\r\nx-evil: 1',
  '\n',
  '\u001b[2J',
  '\u007f',
  '\u2028',
  '\u202e',
  'ß漢😀',
  '\ud800',
  '\udc00',
  '__proto__',
  'constructor',
  'toString',
  '{sku}',
  '[0]',
  '*/',
];

/** Texts that break parsers: alone, joined with others, or repeated until they are long. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.constantFrom(...NASTY),
  fc
    .tuple(fc.constantFrom(...NASTY), fc.constantFrom(8_192, 65_536))
    .map(([part, size]) => part.repeat(Math.ceil(size / part.length))),
);

/** JSON texts that no store sends: deep, wide, doubled keys, names of prototypes, huge numbers, cut, or none. */
export const anyJsonText: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 6 }),
  anyText,
  fc.json().map((text) => text.slice(0, -1)),
  fc
    .tuple(
      fc.constantFrom('[', '{"a":', '{"errors":[', '{"parameters":['),
      fc.constantFrom(10, 1_000, 20_000),
    )
    .map(([open, depth]) => {
      const close = [...open]
        .reverse()
        .map((one) => ({ '[': ']', '{': '}' })[one] ?? '')
        .join('');
      const value = open.endsWith(':') ? '1' : '';
      return open.repeat(depth) + value + close.repeat(depth);
    }),
  fc.constantFrom(
    '{"message":"a","message":"b"}',
    '{"__proto__":{"polluted":true},"message":"%polluted"}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"message":{"toString":1,"valueOf":1}}',
    '{"error":"x","error_description":{"toString":1,"valueOf":1}}',
    '{"messages":{"error":[{"message":[[[[]]]]}]}}',
    '{"message":"%1","parameters":[1e400,-1e400,123456789012345678901234567890]}',
    `{"message":"${'%1'.repeat(50_000)}","parameters":["${'x'.repeat(50_000)}"]}`,
    `{"message":"${'%'.repeat(200_000)}","parameters":{"":"","a":"%a"}}`,
    `{"message":"m","errors":[${Array(20_000).fill('{"message":"n"}').join()}]}`,
    '<title>'.repeat(100_000),
    '<'.repeat(700_000),
    '<h1>'.repeat(100_000),
    `oauth_problem=${'a%'.repeat(50_000)}`,
    '\ufeff{}',
    '"\ud800"',
  ),
);
