import { catalogDefinitions } from './definitions-catalog.js';
import { contentDefinitions } from './definitions-content.js';
import { salesDefinitions } from './definitions-sales.js';

/** Members of every data type a request can hold, from Adobe's published schema. */
export const definitions: Readonly<Record<string, string>> = {
  ...catalogDefinitions,
  ...contentDefinitions,
  ...salesDefinitions,
  'two-factor.authy-device': 'country:string phone_number:string method:string',
};
