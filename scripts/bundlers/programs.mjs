// Programs whose bundles must not hold what belongs to another part, and the most they may weigh.

const call = (auth) => `
const client = createClient({ baseUrl: location.origin, auth: ${auth} });
products.get(client, { sku: '24-MB01' }).then(console.log);`;
const client = `import { createClient } from 'magekit/core';
import * as products from 'magekit/resources/products';`;

/**
 * `kilobytes` is the most of all files together, minified, gzip, with what is only loaded later. Strings in
 * `without` give away what should not be there; a client always knows the word `oauth_problem`, of refusals.
 */
export const PROGRAMS = [
  {
    name: 'resource',
    code: `import { get } from 'magekit/resources/products';
get({ call: console.log }, { sku: '24-MB01' });`,
    kilobytes: 1,
    without: ['node:', '$ZodType', 'oauth_', 'products.list'],
  },
  {
    name: 'bearer',
    code: `${client}
import { integrationBearer } from 'magekit/auth/integration-bearer';
${call('integrationBearer({ token: String(location.hash) })')}`,
    kilobytes: 42,
    without: ['node:', '$ZodType', 'oauth_signature', 'oauth_nonce', 'integration/admin/token'],
  },
  {
    name: 'worker',
    code: `${client}
import { oauth1 } from 'magekit/auth/oauth1';
${call('oauth1(JSON.parse(String(location.hash)))')}`,
    kilobytes: 46,
    without: ['node:', 'require(', 'integration/admin/token', 'products.list'],
  },
  {
    name: 'everything',
    code: `import * as magekit from 'magekit';
console.log(magekit);`,
    kilobytes: 102,
    without: ['node:'],
  },
];
