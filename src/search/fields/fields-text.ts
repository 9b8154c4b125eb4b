/** A response filter as Magento takes it. */
export function fieldsText(fields: unknown): string {
  return String(fields);
}
