/** An example the types do not hold for, and why that is right. */
export interface Exception {
  /** Operation, `answers`, its index there, and which half: `GET /V1/orders answers 0 response`. */
  readonly example: string;
  readonly reason: string;
}

const sentBack =
  'a document sent back as read: the store takes the empty or false value of a read-only member and answers 500 to any other';

export const exceptions: readonly Exception[] = [
  { example: 'PUT /V1/categories/{id} answers 2 request', reason: `children: ${sentBack}` },
  { example: 'PUT /V1/carts/mine answers 1 request', reason: `is_virtual: ${sentBack}` },
  { example: 'PUT /V1/carts/mine answers 2 request', reason: `is_virtual: ${sentBack}` },
  {
    example: 'PUT /V1/products/{sku} answers 2 request',
    reason: `show_default_notification_message: ${sentBack}`,
  },
  {
    example: 'PUT /V1/products/{productSku}/stockItems/{itemId} answers 2 request',
    reason: `show_default_notification_message: ${sentBack}`,
  },
  {
    example: 'PUT /V1/products/{sku} answers 0 request',
    reason: 'a name of true, which the store saves as "1": no one means it',
  },
  {
    example: 'POST /V1/products/attribute-sets/groups answers 0 request',
    reason: 'a group without a name is taken, and is no use',
  },
  {
    example: 'GET /V1/orders/{id} answers 0 response',
    reason: 'total is [] only on a bare order stored through POST /V1/orders',
  },
  {
    example: 'GET /V1/products answers 0 response',
    reason: 'cut down to total_count by fields=, which narrows an answer below its type',
  },
];
