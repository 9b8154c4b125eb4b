// Who may import whom (docs/architecture.md). A room is a folder or a file; the longest name that fits a
// file is its room, so a room may lie inside another. `loads` are rooms whose code may run with it,
// `types` those it may only name in types, `packages` what it may take from npm. A room may always
// import itself.

/**
 * @typedef {object} Room
 * @property {readonly string[]} [loads]
 * @property {readonly string[]} [types]
 * @property {readonly string[]} [packages]
 * @property {boolean} [node] may import `node:` modules
 */

const CLIENT_TYPES = ['src/client/types', 'src/client/observer', 'src/client/standard-schema'];
const SEAMS = ['src/auth/authenticator', 'src/budget/types', 'src/clock', 'src/connection/report'];

/** @type {Readonly<Record<string, Room>>} */
export const rooms = {
  'src/index': {
    loads: [
      'src/auth',
      'src/auth/anonymous',
      'src/budget',
      'src/client',
      'src/client/bind',
      'src/client/create-magento',
      'src/client/from-env',
      'src/clock',
      'src/encode',
      'src/errors',
      'src/search',
    ],
    types: [...CLIENT_TYPES, 'src/oauth1', ...SEAMS],
  },
  'src/core': {
    loads: [
      'src/auth/anonymous',
      'src/budget',
      'src/client',
      'src/client/bind',
      'src/clock',
      'src/errors',
      'src/search',
    ],
    types: [...CLIENT_TYPES, ...SEAMS],
  },

  'src/clock': {},
  'src/errors': { types: ['src/auth/authenticator', 'src/search'] },
  'src/encode': { loads: ['src/errors'] },
  'src/encode-query': { loads: ['src/encode', 'src/errors'] },
  'src/many-listeners': {},
  'src/read-bytes': {},
  'src/budget': { loads: ['src/clock', 'src/errors', 'src/many-listeners'] },
  'src/budget/redis': { loads: ['src/budget', 'src/clock', 'src/errors', 'src/redis'] },
  'src/oauth1': { loads: ['src/encode', 'src/errors', 'src/clock'], packages: ['oauth-1.0a'] },
  'src/search/index': { loads: ['src/search'] },
  'src/search': {
    loads: ['src/client/page-limits', 'src/encode', 'src/encode-query', 'src/errors'],
    types: [...CLIENT_TYPES, 'src/clock'],
  },
  'src/exports': {
    loads: ['src/clock', 'src/encode', 'src/errors', 'src/search', 'src/search/index'],
    types: CLIENT_TYPES,
    packages: ['d3-dsv'],
  },
  'src/exports/file': {
    loads: ['src/clock', 'src/errors', 'src/exports', 'src/files'],
    node: true,
  },
  'src/http': {
    loads: [
      'src/encode',
      'src/encode-query',
      'src/errors',
      'src/many-listeners',
      'src/read-bytes',
      'src/search',
    ],
    types: [...CLIENT_TYPES, ...SEAMS],
    packages: ['ky'],
  },

  'src/auth/authenticator': { types: ['src/clock'] },
  'src/auth/anonymous': { types: ['src/auth/authenticator'] },
  'src/auth': {
    loads: [
      'src/client/parse-options',
      'src/encode',
      'src/errors',
      'src/oauth1',
      'src/until-aborted',
    ],
    types: ['src/auth/authenticator', 'src/clock', 'src/tokens/token-store'],
    packages: ['otpauth'],
  },

  'src/conceal': {},
  'src/until-aborted': {},
  'src/sealing': { loads: ['src/errors'] },
  'src/redis': { loads: ['src/clock', 'src/errors'] },
  'src/files': { loads: ['src/clock', 'src/errors'], node: true },
  'src/redis/index': { loads: ['src/redis', 'src/budget/redis'] },

  'src/tokens/token-store': {},
  'src/tokens': {
    loads: [
      'src/clock',
      'src/conceal',
      'src/errors',
      'src/redis',
      'src/sealing',
      'src/tokens/token-store',
    ],
  },
  // The stores that need a file system.
  'src/tokens/file': {
    loads: ['src/tokens', 'src/files', 'src/clock', 'src/errors'],
    types: ['src/tokens/token-store'],
    node: true,
  },

  'src/installations/store': {},
  'src/installations': {
    loads: [
      'src/auth',
      'src/budget',
      'src/client',
      'src/client/create-magento',
      'src/client/parse-options',
      'src/clock',
      'src/errors',
      'src/installations/network',
      'src/installations/store',
      'src/installations/stores',
      'src/oauth1',
      'src/read-bytes',
      'src/redis',
      'src/sealing',
      'src/until-aborted',
    ],
    types: ['src/auth/authenticator'],
    packages: ['zod/mini'],
  },
  'src/installations/stores': {
    loads: ['src/clock', 'src/conceal', 'src/errors', 'src/redis'],
    types: ['src/installations/store'],
  },
  'src/installations/stores/file': {
    loads: ['src/clock', 'src/errors', 'src/files'],
    types: ['src/installations/store'],
    node: true,
  },
  'src/installations/file': { loads: ['src/installations/stores/file'], node: true },

  'src/installations/network': {
    loads: [
      'src/installations/network/node-fetch',
      'src/installations/network/refusal',
      'src/until-aborted',
    ],
    packages: ['ipaddr.js'],
  },
  'src/installations/network/refusal': {},
  // Node's HTTP comes in as an argument; only its types are imported.
  'src/installations/network/node-fetch': {
    loads: ['src/installations/network/refusal'],
    node: true,
  },
  'src/installations/node': {
    loads: ['src/installations/network/node-fetch', 'src/errors'],
    node: true,
  },

  'src/connection/report': {},
  'src/connection': {
    loads: ['src/clock', 'src/encode', 'src/errors'],
    types: [...CLIENT_TYPES, ...SEAMS],
  },

  'src/bulk': {
    loads: [
      'src/client/bind',
      'src/client/connection-access',
      'src/clock',
      'src/errors',
      'src/http',
    ],
    types: CLIENT_TYPES,
  },
  'src/bulk/file': {
    loads: ['src/errors', 'src/files'],
    types: ['src/bulk'],
    node: true,
  },

  'src/client/bind': { types: ['src/client/types', 'src/search'] },
  'src/client/connection-access': { types: [...CLIENT_TYPES, ...SEAMS] },
  'src/client/page-limits': {},
  'src/client/types': {
    types: [
      'src/client/connection-access',
      'src/client/page-limits',
      'src/auth/authenticator',
      'src/budget/types',
      'src/client/standard-schema',
      'src/connection/report',
      'src/search',
    ],
  },
  'src/client/observer': { types: ['src/budget/types', 'src/client/types'] },
  'src/client/standard-schema': {},
  'src/client/parse-options': { loads: ['src/errors'] },
  'src/client/from-env': { loads: ['src/auth', 'src/auth/anonymous', 'src/errors'], types: SEAMS },
  'src/client/create-magento': {
    loads: ['src/bulk', 'src/client', 'src/client/bind', 'generated/resources'],
    types: ['src/client/types', 'src/connection/report'],
  },
  'src/client': {
    loads: [
      'src/budget',
      'src/client/connection-access',
      'src/client/page-limits',
      'src/client/parse-options',
      'src/clock',
      'src/connection',
      'src/encode',
      'src/errors',
      'src/http',
      'src/search',
    ],
    types: [...CLIENT_TYPES, ...SEAMS],
  },

  'src/otel': {
    loads: ['src/errors'],
    types: [...CLIENT_TYPES, 'src/budget/types'],
    packages: ['@opentelemetry/api'],
  },

  'src/commerce': {
    loads: [
      'src/clock',
      'src/errors',
      'src/read-bytes',
      'src/until-aborted',
      'generated/resources',
    ],
    types: [...CLIENT_TYPES, 'src/search/index', 'generated/types'],
    packages: ['@date-fns/tz/tzOffset', 'leven'],
  },

  'src/codegen': {},
  'src/codegen/store': {
    loads: [
      'src/codegen',
      'src/errors',
      'generated/reference',
      'generated/resources',
      'generated/routes',
    ],
    types: [...CLIENT_TYPES, 'generated/types'],
    node: true,
  },
  'src/sandbox': {
    loads: ['src/clock', 'src/encode', 'generated/definitions', 'generated/routes'],
    types: ['src/auth/authenticator', 'generated/types'],
    node: true,
  },
  'src/sandbox/vitest': { loads: ['src/sandbox'], packages: ['vitest'] },
  // The command line takes what anybody can import, and what names errors.
  'src/cli': {
    loads: [
      'src/codegen/store',
      'src/errors',
      'src/exports',
      'src/exports/file',
      'src/index',
      'src/sandbox',
      'src/search/index',
      'generated/inputs',
    ],
    packages: ['leven'],
    node: true,
  },

  'generated/inputs': {},
  'generated/types': {},
  'generated/resources': {
    loads: ['src/search/index'],
    types: ['src/client/types', 'generated/types'],
  },
  'generated/definitions': {},
  'generated/reference': {},
  'generated/routes': {},
  'generated/manifest': {},
};

/** What never comes along with the client, and what the tree-shakable entry must not reach. */
export const reaches = [
  {
    from: ['src/index', 'src/core', 'src/auth', 'src/search', 'generated/resources'],
    never: ['src/cli', 'src/codegen', 'src/commerce', 'src/exports', 'src/otel', 'src/sandbox'],
    why: 'which must load without it',
  },
  {
    from: ['src/index', 'src/core'],
    never: ['src/redis', 'src/budget/redis'],
    why: 'which must load without it',
  },
  {
    from: ['src/core'],
    never: ['src/bulk'],
    why: 'which is the entry without bulks',
  },
  {
    from: ['src/core'],
    never: ['generated/resources'],
    why: 'which is the entry without resources',
  },
  {
    from: ['src/core'],
    never: ['src/auth'],
    why: 'which is the entry without authenticators, but for anonymous',
  },
];

/** Entries whose whole reach runs on web standards only. */
export const webOnly = [
  'src/exports/index',
  'src/installations/index',
  'src/commerce/index',
  'src/otel/index',
  'src/tokens/index',
  'src/redis/index',
  'src/search/index',
  'src/bulk/index',
  'src/index',
  'src/core',
  'src/auth',
  'generated/resources',
];

/** Where a package lives, said to whoever imports it elsewhere. */
export const packageHomes = {
  'ipaddr.js': 'ipaddr.js lives in src/installations/network only',
  '@date-fns/tz/tzOffset': '@date-fns/tz lives in src/commerce only',
  leven: 'leven lives in src/commerce and src/cli only',
  '@opentelemetry/api': '@opentelemetry/api lives in src/otel only',
  'd3-dsv': 'd3-dsv lives in src/exports only',
  ky: 'ky lives in src/http only',
  'oauth-1.0a': 'oauth-1.0a lives in src/oauth1 only',
  zod: 'zod costs 80 KB; take zod/mini',
  'zod/mini': 'zod lives in src/installations only, which reads what anybody can send',
};
