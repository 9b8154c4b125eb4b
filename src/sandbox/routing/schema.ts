import { routes } from '../../../generated/routes.js';
import { internalError, notServed } from '../errors.js';
import type { PhpTree } from '../wire/php-query.js';

/** Services that are not called after their module. */
const others = [
  'all',
  'adobeStockAssetApiAssetRepositoryV1',
  'adobeStockAssetApiGetAssetListV1',
  'adobeStockImageApiGetImageListV1',
  'integrationAdminTokenServiceV1',
  'searchV1',
];

/** Refuses the schema, which is not served; Magento itself fails for a service it does not have. */
export function refuseSchema({ services = 'all' }: PhpTree): never {
  const asked = typeof services === 'string' ? services.split(',') : [];
  const known = new Set([
    ...others,
    ...routes.map((line) => swaggerName(line.split(' ')[3] ?? '')),
  ]);
  throw asked.every((name) => known.has(name)) ? notServed('GET /schema') : internalError();
}

/** `catalog/ProductRepositoryInterface::save` as `catalogProductRepositoryV1`. */
function swaggerName(service: string): string {
  const [module = '', name = ''] = service.split('/');
  const camel = module.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return `${camel}${name.replace(/(Interface)?::.*/, '')}V1`;
}
