/** Who is calling. An integration that is `catalogOnly` has the rights of the catalogue alone. */
export type Caller =
  | { readonly kind: 'guest' }
  | { readonly kind: 'admin'; readonly id: number }
  | { readonly kind: 'customer'; readonly id: number }
  | { readonly kind: 'integration'; readonly id: number; readonly catalogOnly: boolean };

/** Nobody in particular. */
export const guest: Caller = { kind: 'guest' };

/** Whether the caller may use a route with these resources; every one of them is needed. */
export function mayUse(caller: Caller, resources: readonly string[]): boolean {
  return resources.every((resource) => holds(caller, resource));
}

function holds(caller: Caller, resource: string): boolean {
  if (resource === 'anonymous') return true;
  switch (caller.kind) {
    case 'guest':
      return false;
    case 'customer':
      return resource === 'self';
    case 'admin':
      // Whoever has all rights passes even `self`, and then lacks the customer id.
      return true;
    case 'integration':
      return !caller.catalogOnly || resource.startsWith('Magento_Catalog::');
  }
}
