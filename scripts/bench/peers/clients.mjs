// Each client as its README says, behind one pair of functions: a product by SKU, and a page of a list. First
// its packages are imported, then it is made for a store. What a README does not cover is left out;
// `undefined` stands for what a client cannot do.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Imports a package out of the folder the peers are installed in. */
async function load(folder, name) {
  const require = createRequire(`${folder}/package.json`);
  return import(pathToFileURL(require.resolve(name)).href);
}

const page = (number, size) => ({ searchCriteria: { pageSize: size, currentPage: number } });
const query = (number, size) =>
  `searchCriteria[pageSize]=${size}&searchCriteria[currentPage]=${number}`;

/** Twelve filters, each in a group of its own. */
export const FILTERS = Array.from({ length: 12 }, (_, at) => ({
  field: 'entity_id',
  value: String(100 + at),
  conditionType: 'neq',
}));
const filtered = {
  searchCriteria: {
    pageSize: 1,
    filterGroups: FILTERS.map((filter) => ({ filters: [filter] })),
  },
};

async function adminToken({ url, credentials }) {
  const answer = await fetch(`${url}/rest/V1/integration/admin/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials.admin),
  });
  return answer.json();
}

async function bearerUrl(store) {
  const headers = { authorization: `Bearer ${await adminToken(store)}` };
  return { headers, root: `${store.url}/rest/V1` };
}

/** A client over a function that gets a path: bare HTTP clients, with a token and no signature. */
const overPaths = (get) => ({
  get: (sku) => get(`products/${encodeURIComponent(sku)}`),
  list: (number, size) => get(`products?${query(number, size)}`),
});

export const CLIENTS = {
  magekit: async ({ dist, login }) => {
    const { createClient } = await import(`${dist}/core.js`);
    const products = await import(`${dist}/resources/products.js`);
    const { adminToken } = login ? await import(`${dist}/auth/admin-token.js`) : {};
    const { oauth1 } = login ? {} : await import(`${dist}/auth/oauth1.js`);
    return ({ url, credentials }) => {
      const auth = login ? adminToken(credentials.admin) : oauth1(credentials.integration);
      const client = createClient({ baseUrl: url, auth });
      return {
        get: (sku) => products.get(client, { sku }),
        list: (number, size) => products.list(client, page(number, size)),
        filter: () => products.list(client, filtered),
        async walk() {
          let count = 0;
          for await (const product of products.iterate(client)) count += product ? 1 : 0;
          return count;
        },
      };
    };
  },
  'magento-api-rest': async ({ folder }) => {
    const module = await load(folder, 'magento-api-rest');
    const Magento = module.default.default ?? module.default;
    return ({ url, credentials: { integration } }) => {
      const client = new Magento({
        url,
        consumerKey: integration.consumerKey,
        consumerSecret: integration.consumerSecret,
        accessToken: integration.accessToken,
        tokenSecret: integration.accessTokenSecret,
        sha: 256,
      });
      const get = async (path, params) => (await client.get(path, params)).data;
      return {
        get: (sku) => get(`products/${encodeURIComponent(sku)}`),
        list: (number, size) => get('products', { page_size: size, current_page: number }),
        filter: () =>
          get('products', {
            page_size: 1,
            filter_groups: FILTERS.map(({ field, value, conditionType: condition_type }) => ({
              filters: [{ field, value, condition_type }],
            })),
          }),
      };
    };
  },
  'magento2-rest-client': async ({ folder }) => {
    const { Magento2Client } = (await load(folder, 'magento2-rest-client')).default;
    return ({ url, credentials: { integration } }) => {
      const client = Magento2Client({ ...integration, url: `${url}/rest` });
      const list = (number, size) => client.products.list(`&${query(number, size)}`);
      return { get: undefined, list };
    };
  },
  'magento-client': async ({ folder }) => {
    const { MagentoClient, Configuration, CatalogProductRepositoryV1Api } = (
      await load(folder, 'magento-client')
    ).default;
    return async ({ url, credentials: { admin } }) => {
      const basePath = `${url}/rest`;
      const client = new MagentoClient({ ...admin, basePath });
      const token = await client.generateAccessToken({ postV1IntegrationAdminTokenRequest: admin });
      const headers = { Authorization: `Bearer ${token}` };
      const api = new CatalogProductRepositoryV1Api(new Configuration({ basePath, headers }));
      return {
        get: (sku) => api.getV1ProductsSku({ sku }),
        list: (number, size) =>
          api.getV1Products({ searchCriteriaPageSize: size, searchCriteriaCurrentPage: number }),
      };
    };
  },
  '@adobe/aio-commerce-lib-api': async ({ folder }) => {
    const { AdobeCommerceHttpClient } = await load(folder, '@adobe/aio-commerce-lib-api');
    return ({ url, credentials: { integration } }) => {
      const client = new AdobeCommerceHttpClient({
        auth: {
          consumerKey: integration.consumerKey,
          consumerSecret: integration.consumerSecret,
          accessToken: integration.accessToken,
          accessTokenSecret: integration.accessTokenSecret,
        },
        config: { baseUrl: url, flavor: 'paas' },
      });
      const filters = FILTERS.map(({ field, value, conditionType }, at) => {
        const place = `searchCriteria[filterGroups][${at}][filters][0]`;
        return `${place}[field]=${field}&${place}[value]=${value}&${place}[conditionType]=${conditionType}`;
      });
      return {
        ...overPaths((path) => client.get(path).json()),
        filter: () => client.get(`products?searchCriteria[pageSize]=1&${filters.join('&')}`).json(),
      };
    };
  },
  fetch: async () => async (store) => {
    const { root, headers } = await bearerUrl(store);
    return overPaths(async (path) => {
      const answer = await fetch(`${root}/${path}`, { headers });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return answer.json();
    });
  },
  ky: async ({ folder }) => {
    const { default: ky } = await load(folder, 'ky');
    return async (store) => {
      const { root, headers } = await bearerUrl(store);
      const client = ky.create({ headers });
      return overPaths((path) => client.get(`${root}/${path}`).json());
    };
  },
  axios: async ({ folder }) => {
    const { default: axios } = await load(folder, 'axios');
    return async (store) => {
      const { root, headers } = await bearerUrl(store);
      const client = axios.create({ baseURL: root, headers });
      return overPaths(async (path) => (await client.get(path)).data);
    };
  },
};
