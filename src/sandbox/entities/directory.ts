import { type Handlers, pathText } from '../call.js';
import { failure } from '../errors.js';
import type { JsonObject } from '../json.js';
import { type Country, countries } from '../store/countries.js';

/** Countries and currency. */
export const directoryHandlers: Handlers = {
  'GET /V1/directory/countries': () => countries.map(renderCountry),
  'GET /V1/directory/countries/{countryId}': (call) => {
    const id = pathText(call, 'countryId');
    const country = countries.find((item) => item.id === id);
    if (country === undefined) throw failure(404, "The country isn't available.");
    return renderCountry(country);
  },
  'GET /V1/directory/currency': () => ({
    base_currency_code: 'USD',
    base_currency_symbol: '$',
    default_display_currency_code: 'USD',
    default_display_currency_symbol: '$',
    available_currency_codes: ['USD'],
    exchange_rates: [{ currency_to: 'USD', rate: 1 }],
  }),
};

function renderCountry(country: Country): JsonObject {
  const { id, alpha3, name, regions } = country;
  return {
    id,
    two_letter_abbreviation: id,
    three_letter_abbreviation: alpha3,
    full_name_locale: name,
    full_name_english: name,
    available_regions: regions.length === 0 ? undefined : regions.map((region) => ({ ...region })),
  };
}
