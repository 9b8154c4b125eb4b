/** `catalog-data-base-price-interface` as PHP calls it: `\Magento\Catalog\Api\Data\BasePriceInterface`. */
export function phpName(type: string): string {
  const [module = '', name = ''] = type.split('-data-').map(pascal);
  return `\\Magento\\${module}\\Api\\Data\\${name}`;
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
