/** Reads that are not asked, because the store has nothing of the kind and no request makes it. */
export const notAsked: readonly string[] = [
  // The token of the path is in a mail.
  'GET /V1/customers/{customerId}/password/resetLinkToken/{resetPasswordLinkToken}',
  // Places of addresses come from a service of Google or from files a new store has not.
  'GET /V1/inventory/get-latlng-from-address',
  'GET /V1/inventory/get-latslngs-from-address',
  // Only payments by card make transactions.
  'GET /V1/transactions/{id}',
];

/** Differences of form that come from the data of the two stores, by route. */
export const knownShapes: Readonly<Record<string, readonly RegExp[]>> = {
  // The recorded customer of this cart had no addresses.
  'GET /V1/carts/{cartId}': [/^\.customer\.default_(billing|shipping): new$/],
  // The recorded customer had filled in every member there is.
  'GET /V1/customers/me': [/^\.(dob|middlename|prefix|suffix|gender|taxvat): absent$/],
  'GET /V1/customers/me/billingAddress': [/^\.(company|fax|vat_id): absent$/],
  'GET /V1/customers/me/shippingAddress': [/^\.(company|fax|vat_id): absent$/],
  // A rule took something off every recorded order.
  'GET /V1/orders/{id}': [/applied_rule_ids: absent$/],
  // The recorded products were in no category.
  'GET /V1/products/{sku}': [/^\.extension_attributes\.category_links: new$/],
  // The recorded links were those of a group, which have quantities.
  'GET /V1/products/{sku}/links/{type}': [/^\[\]\.extension_attributes: absent$/],
};
