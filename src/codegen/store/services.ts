import { routes } from '../../../generated/routes.js';

/** Called otherwise than their modules. */
const OTHERS: Readonly<Record<string, string>> = {
  adobeStockAssetAssetRepositoryV1: 'adobeStockAssetApiAssetRepositoryV1',
  adobeStockAssetGetAssetListV1: 'adobeStockAssetApiGetAssetListV1',
  adobeStockImageGetImageListV1: 'adobeStockImageApiGetImageListV1',
};

/** Names of the services of Magento Open Source, as the schema takes them. Those of Commerce are not known. */
export function referenceServices(): string[] {
  const services = routes.map((line) => line.split(' ')[3] ?? '-').filter((one) => one !== '-');
  const names = services.map((service) => serviceName(service));
  return [...new Set([...names, 'integrationAdminTokenServiceV1'])].sort();
}

/** `catalog/ProductRepositoryInterface::save` → `catalogProductRepositoryV1`. */
function serviceName(service: string): string {
  const [module = '', method = ''] = service.split('/');
  const camel = module.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const thing = method.replace(/(Interface)?::.*/, '');
  const name = `${camel}${thing.toLowerCase() === camel.toLowerCase() ? '' : thing}V1`;
  return OTHERS[name] ?? name;
}
