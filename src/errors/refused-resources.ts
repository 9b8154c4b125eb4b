import type { MagentoMessage } from './message.js';

/** The ACL resource that a 401 names; present whoever the caller is. */
export function refusedResources(said: MagentoMessage): string | undefined {
  const { parameters } = said;
  if (parameters === undefined || Array.isArray(parameters)) return undefined;
  const { resources } = parameters as Record<string, unknown>;
  return typeof resources === 'string' ? resources : undefined;
}
