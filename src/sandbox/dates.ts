/** Magento's `YYYY-MM-DD HH:MM:SS`, in UTC and without a zone. */
export function magentoDate(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
