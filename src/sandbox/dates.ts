/** Magento's `YYYY-MM-DD HH:MM:SS`, in UTC and without a zone. */
export function magentoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
