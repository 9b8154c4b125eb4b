import type { Handlers } from '../call.js';
import { crudHandlers } from '../crud/handlers.js';
import { failure, missing } from '../errors.js';
import { type JsonObject, listAt, numberAt, textAt } from '../json.js';
import { countries } from '../store/countries.js';
import { tableOf } from '../store/tables.js';
import type { World } from '../store/world.js';

/** Tax classes, the rates of places, and the rules that bring them together. */
export const taxHandlers: Handlers = {
  ...crudHandlers({
    routes: {
      list: 'GET /V1/taxClasses/search',
      get: 'GET /V1/taxClasses/{taxClassId}',
      create: 'POST /V1/taxClasses',
      update: 'PUT /V1/taxClasses/{classId}',
      remove: 'DELETE /V1/taxClasses/{taxClassId}',
    },
    rows: tableOf('taxClass'),
    table: 'taxClass',
    id: 'class_id',
    argument: 'taxClass',
    type: 'tax-data-tax-class-interface',
    required: ['class_name', 'class_type'],
    complete: ({ sent, existing, world }) => {
      checkClassType(sent, existing);
      checkUnique(world, 'taxClass', 'class_name', sent, existing);
      return {};
    },
    keep: keepUsedClass,
    answers: 'text of the id when created',
  }),
  ...crudHandlers({
    routes: {
      list: 'GET /V1/taxRates/search',
      get: 'GET /V1/taxRates/{rateId}',
      create: 'POST /V1/taxRates',
      update: 'PUT /V1/taxRates',
      remove: 'DELETE /V1/taxRates/{rateId}',
    },
    rows: tableOf('taxRate'),
    table: 'taxRate',
    id: 'id',
    argument: 'taxRate',
    type: 'tax-data-tax-rate-interface',
    columns: { tax_calculation_rate_id: (rate) => rate.id },
    required: ['tax_country_id', 'rate', 'code'],
    defaults: { tax_region_id: 0, titles: [] },
    complete: ({ sent, existing, world }) => {
      checkUnique(world, 'taxRate', 'code', sent, existing);
      return { region_name: regionName({ ...existing, ...sent }) };
    },
    render: renderRate,
  }),
  ...crudHandlers({
    routes: {
      list: 'GET /V1/taxRules/search',
      get: 'GET /V1/taxRules/{ruleId}',
      create: 'POST /V1/taxRules',
      update: 'PUT /V1/taxRules',
      remove: 'DELETE /V1/taxRules/{ruleId}',
    },
    rows: tableOf('taxRule'),
    table: 'taxRule',
    id: 'id',
    argument: 'rule',
    type: 'tax-data-tax-rule-interface',
    columns: {
      tax_calculation_rule_id: (rule) => rule.id,
      tax_rate_ids: (rule) => listAt(rule, 'tax_rate_ids').join(','),
      customer_tax_class_ids: (rule) => listAt(rule, 'customer_tax_class_ids').join(','),
      product_tax_class_ids: (rule) => listAt(rule, 'product_tax_class_ids').join(','),
    },
    required: ['code'],
    complete: ({ sent, existing }) => completedRule({ ...existing, ...sent }),
  }),
};

function checkClassType(sent: JsonObject, existing: JsonObject | undefined): void {
  const type = textAt({ ...existing, ...sent }, 'class_type');
  if (existing !== undefined && sent.class_type !== undefined && existing.class_type !== type) {
    throw failure(400, 'Updating classType is not allowed.');
  }
  if (type === 'PRODUCT' || type === 'CUSTOMER') return;
  const message = 'Invalid value of "%value" provided for the %fieldName field.';
  throw failure(400, message, { fieldName: 'class_type', value: type ?? null });
}

function checkUnique(
  world: World,
  table: 'taxClass' | 'taxRate',
  member: string,
  sent: JsonObject,
  existing: JsonObject | undefined,
): void {
  const twin = [...tableOf(table)(world).values()].find(
    (row) => row !== existing && row[member] === sent[member] && sent[member] !== undefined,
  );
  if (twin === undefined) return;
  if (table === 'taxRate') throw failure(400, '%1 already exists.', ['Code']);
  throw failure(400, 'A class with the same name already exists for ClassType %1.', [
    twin.class_type ?? null,
  ]);
}

/** The classes of a new store are those of its products and customers. */
function keepUsedClass({ class_id }: JsonObject, world: World): void {
  const groups = [...world.customerGroups.values()];
  const inRules = [...tableOf('taxRule')(world).values()].some((rule) =>
    [...listAt(rule, 'customer_tax_class_ids'), ...listAt(rule, 'product_tax_class_ids')].includes(
      class_id ?? null,
    ),
  );
  const used = inRules || class_id === 2 || groups.some((group) => group.tax_class_id === class_id);
  if (used) throw failure(400, 'The tax class cannot be removed because it is in use.');
}

function regionName(rate: JsonObject): string | undefined {
  const regions = countries.find(({ id }) => id === rate.tax_country_id)?.regions ?? [];
  return regions.find(({ id }) => Number(id) === numberAt(rate, 'tax_region_id'))?.code;
}

function renderRate({
  id,
  tax_country_id,
  tax_region_id,
  region_name,
  ...rest
}: JsonObject): JsonObject {
  return { id, tax_country_id, tax_region_id, region_name, ...rest };
}

function completedRule(rule: JsonObject): JsonObject {
  if ((numberAt(rule, 'priority') ?? -1) < 0) {
    const value = textAt(rule, 'priority') ?? '';
    throw failure(400, `The priority value of "${value}" must be greater than or equal to 0.`);
  }
  for (const member of ['customer_tax_class_ids', 'product_tax_class_ids', 'tax_rate_ids']) {
    if (rule[member] === undefined) throw missing(member);
    if (listAt(rule, member).length === 0) {
      throw failure(400, `"${member}" is required. Enter and try again.`);
    }
  }
  return { position: rule.position ?? 0, calculate_subtotal: rule.calculate_subtotal ?? false };
}
