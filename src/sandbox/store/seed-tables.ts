import { attributeGroups } from './attribute-sets.js';
import { fillTable } from './tables.js';
import type { World } from './world.js';

/** What the simple tables of a new store hold. */
export function seedTables(world: World): void {
  fillTable(world, 'taxClass', 'class_id', [
    { class_id: 2, class_name: 'Taxable Goods', class_type: 'PRODUCT' },
    { class_id: 3, class_name: 'Retail Customer', class_type: 'CUSTOMER' },
  ]);
  const rate = (id: number, region: number, code: string, percent: number) => ({
    id,
    tax_country_id: 'US',
    tax_region_id: region,
    region_name: code,
    tax_postcode: '*',
    rate: percent,
    code: `US-${code}-*-Rate 1`,
    titles: [],
  });
  fillTable(world, 'taxRate', 'id', [rate(1, 12, 'CA', 8.25), rate(2, 43, 'NY', 8.375)]);
  fillTable(world, 'attributeGroup', 'attribute_group_id', attributeGroups());
}
