import { failure, internalError, type MagentoFailure, phpCrash, wrongType } from '../errors.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { objectOrCrash } from './body.js';
import { phpName } from './php-name.js';
import type { InputRules } from './rules.js';

/** What is answered and cannot be sent back, unless it is empty. */
const readOnly = [
  'catalog-data-category-interface.children',
  'catalog-inventory-data-stock-item-interface.show_default_notification_message',
  'quote-data-cart-interface.is_virtual',
];

/** Turns a sent value into its declared type, as Magento's input processor does, or refuses it. */
export function convert(value: Json, type: string, rules: InputRules, field?: string): Json {
  if (type === 'mixed') return value;
  if (type.endsWith('[]')) return convertList(value, type.slice(0, -2), rules, field);
  if (isScalarType(type)) return convertScalar(value, type, rules, field);
  return convertObject(value === null ? {} : objectOrCrash(value), type, rules);
}

/** Whether the type is one of PHP's scalars. */
export function isScalarType(type: string): boolean {
  return ['int', 'float', 'bool', 'string'].includes(type);
}

/** `websiteId` as `website_id`; names in either spelling are taken. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
}

function convertObject(value: JsonObject, type: string, rules: InputRules): JsonObject {
  const members = rules.types.membersOf(type);
  if (members === undefined) return value;
  const result: Record<string, Json> = {};
  for (const [sent, member] of Object.entries(value)) {
    const name = snakeCase(sent);
    const declared = members.get(name)?.type;
    if (declared === undefined) throw unknownProperty(sent, type, rules);
    if (member === undefined || Object.hasOwn(result, name)) continue;
    if (readOnly.includes(`${type}.${name}`) && !isEmpty(member))
      throw unknownProperty(sent, type, rules);
    result[name] =
      name === 'custom_attributes'
        ? attributeList(member)
        : convertMember(member, declared, rules, sent);
  }
  return result;
}

/** Magento up to 2.4.6 has no better word for a property nobody knows. */
function unknownProperty(
  sent: string,
  type: string,
  { unknownProperty: told }: InputRules,
): MagentoFailure {
  const fieldName = snakeCase(sent).replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
  if (told === 'hidden') {
    const owner = phpName(type).slice(1);
    return internalError(
      `Property "${fieldName}" does not have accessor method "get${fieldName}" in class "${owner}".`,
    );
  }
  const message = '"%fieldName" is not supported. Correct the field name and try again.';
  return failure(400, message, { fieldName });
}

function plainText(text: string, { refusesScripts }: InputRules, field = ''): string {
  if (!refusesScripts || !/<script\b[^>]*>[\s\S]*<\/script>/i.test(text)) return text;
  throw failure(400, '"%field_name" does not contains valid value.', { field_name: field });
}

function isEmpty(value: Json): boolean {
  return value === null || value === false || value === '' || value === 0;
}

function convertMember(member: Json, declared: string, rules: InputRules, sent: string): Json {
  const nullable = isScalarType(declared) || declared.endsWith('[]');
  return member === null && nullable ? null : convert(member, declared, rules, sent);
}

function convertList(value: Json, type: string, rules: InputRules, field?: string): Json {
  if (value === null) return null;
  if (typeof value !== 'object') throw wrongType(String(value), `${type}[]`, field);
  const items = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
  return items.map((item) => convert(item ?? null, type, rules, field));
}

function convertScalar(value: Json, type: string, rules: InputRules, field?: string): Json {
  if (value === null) return null;
  if (typeof value === 'object') throw wrongType('Array', type, field);
  const text = value === true ? '1' : value === false ? '' : String(value);
  if (type === 'string') return plainText(text, rules, field);
  if (type === 'bool') return /^(1|true|on|yes)$/i.test(text.trim());
  if (typeof value === 'boolean' || !isNumeric(text)) throw wrongType(text, type, field);
  return type === 'int' ? Math.trunc(Number(text)) : Number(text);
}

function isNumeric(text: string): boolean {
  return text.trim() !== '' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
}

/** A list of code and value. A map of codes kills PHP, as recorded. */
function attributeList(value: Json): Json {
  if (value === null) throw internalError();
  if (!Array.isArray(value)) {
    if (isObject(value)) throw phpCrash();
    return [];
  }
  return value.map((item: Json) => {
    const attribute = objectOrCrash(item);
    const code = attribute.attribute_code ?? attribute.attributeCode;
    if (code === undefined || code === null || code === '') {
      throw failure(400, 'There is an empty custom attribute specified.');
    }
    const given = attribute.value ?? null;
    if (typeof given === 'boolean') {
      throw failure(400, 'Attribute "%attribute_code" has invalid value.', {
        attribute_code: code,
      });
    }
    return { attribute_code: code, value: typeof given === 'number' ? String(given) : given };
  });
}
