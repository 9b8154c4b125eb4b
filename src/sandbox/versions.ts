/** The lines of Magento a sandbox can be. */
export type MagentoVersion = '2.4.4' | '2.4.5' | '2.4.6' | '2.4.7' | '2.4.8' | '2.4.9';

/** What is installed: Open Source, Adobe Commerce, or Commerce with its extension for companies. */
export type Edition = 'open-source' | 'commerce' | 'b2b';

/** Whether a version is a given one or came after it. */
export function isSince(version: MagentoVersion, first: string): boolean {
  return version >= first;
}

/** Whether an edition holds what another one brings. */
export function includesEdition(edition: Edition, other: Edition): boolean {
  return editions.indexOf(other) <= editions.indexOf(edition);
}

const editions: readonly Edition[] = ['open-source', 'commerce', 'b2b'];
