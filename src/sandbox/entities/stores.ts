import type { Handlers } from '../call.js';
import type { JsonObject } from '../json.js';
import { modules } from '../store/modules.js';
import type { StoreView } from '../store/world.js';

/** The website, its store views and settings, and the list of modules. */
export const storeHandlers: Handlers = {
  'GET /V1/modules': ({ world: { settings, installed } }) => [
    ...modules.filter((name) => settings.multiSource || !name.startsWith('Magento_Inventory')),
    ...(settings.twoFactor === undefined ? [] : ['Magento_TwoFactorAuth']),
    ...installed.extensions.map(({ module }) => module),
  ],
  'GET /V1/store/websites': () => [
    { id: 0, code: 'admin', name: 'Admin', default_group_id: 0 },
    { id: 1, code: 'base', name: 'Main Website', default_group_id: 1 },
  ],
  'GET /V1/store/storeGroups': () => [
    {
      id: 0,
      website_id: 0,
      root_category_id: 0,
      default_store_id: 0,
      name: 'Default',
      code: 'default',
    },
    {
      id: 1,
      website_id: 1,
      root_category_id: 2,
      default_store_id: 1,
      name: 'Main Website Store',
      code: 'main_website_store',
    },
  ],
  'GET /V1/store/storeViews': (call) => {
    const [first, ...others] = call.world.storeViews.map((view) => renderView(view));
    const admin = {
      id: 0,
      code: 'admin',
      name: 'Admin',
      website_id: 0,
      store_group_id: 0,
      is_active: 1,
    };
    return [first, admin, ...others];
  },
  'GET /V1/store/storeConfigs': (call) => {
    const asked = call.query.storeCodes;
    const codes = typeof asked === 'object' ? Object.values(asked) : undefined;
    return call.world.storeViews
      .filter((view) => codes === undefined || codes.includes(view.code))
      .map((view) => renderConfig(view, call.baseUrl));
  },
};

function renderView(view: StoreView): JsonObject {
  return {
    id: view.id,
    code: view.code,
    name: view.name,
    website_id: 1,
    store_group_id: 1,
    is_active: 1,
  };
}

function renderConfig(view: StoreView, baseUrl: string): JsonObject {
  const addresses = {
    base_url: baseUrl,
    base_link_url: baseUrl,
    base_static_url: `${baseUrl}static/version1/`,
    base_media_url: `${baseUrl}media/`,
  };
  const secure = Object.entries(addresses).map(([name, url]) => [`secure_${name}`, url] as const);
  return {
    id: view.id,
    code: view.code,
    website_id: 1,
    locale: view.code === 'de' ? 'de_DE' : 'en_US',
    base_currency_code: 'USD',
    default_display_currency_code: 'USD',
    timezone: 'America/Chicago',
    weight_unit: 'lbs',
    ...addresses,
    ...Object.fromEntries(secure),
  };
}
