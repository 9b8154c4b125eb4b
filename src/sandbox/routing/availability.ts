import type { Route } from '../installed/route.js';
import type { Settings } from '../options.js';
import { includesEdition, isSince } from '../versions.js';

/** Shopper's routes the cloud service has all the same. */
const openInCloud = [
  'POST /V1/customers',
  'GET /V1/directory/countries',
  'GET /V1/directory/countries/{countryId}',
];

/** Beginnings of the administrator's routes the cloud service lacks. */
const absentInCloud = [
  '/V1/cmsPage',
  '/V1/cmsBlock',
  '/V1/tfa/',
  '/V1/analytics/link',
  '/V1/search',
];

/** Whether the store has the route: modules can be off, and the cloud service leaves some out. */
export function hasRoute(route: Route, settings: Settings): boolean {
  if (route.since > '2.4.6' && !isSince(settings.version, route.since)) return false;
  const path = route.key.slice(route.key.indexOf(' ') + 1);
  if (!settings.multiSource && path.startsWith('/V1/inventory/')) return false;
  if (settings.flavour === 'paas') {
    if (!includesEdition(settings.edition, route.edition)) return false;
    return settings.twoFactor !== undefined || !path.startsWith('/V1/tfa/');
  }
  if (openInCloud.includes(route.key)) return true;
  const forShoppers = route.resources.some((id) => id === 'anonymous' || id === 'self');
  return !forShoppers && !absentInCloud.some((start) => path.startsWith(start));
}
