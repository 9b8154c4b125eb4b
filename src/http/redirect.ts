import type { RequestLine } from '../errors/magento-error.js';
import { RedirectError } from '../errors/redirect-error.js';
import type { Answer } from './exchange.js';

/** Opaque redirects, as browsers hand them out, have status 0. */
export const isRedirect = ({ status }: Answer): boolean =>
  status === 0 || (status >= 300 && status < 400);

/** No address that a person follows is longer. */
const LONGEST = 2_000;

/** Origin and path alone: user, query and fragment are nobody's business. */
function placeOf(location: string | null): string | undefined {
  if (location === null) return undefined;
  if (!URL.canParse(location)) return location.split(/[?#]/, 1)[0]?.slice(0, LONGEST);
  const { origin, pathname } = new URL(location);
  return (origin + pathname).slice(0, LONGEST);
}

/** The error that says where a store wanted to send the call, which is not followed. */
export function redirectError({ status, headers }: Answer, request: RequestLine): RedirectError {
  const location = placeOf(headers.get('location'));
  return new RedirectError(`The store redirects${location ? ` to ${location}` : ''} [${status}].`, {
    status,
    location,
    request,
    hint: 'Redirects are never followed, since the credentials would go along. Configure the address it points to as baseUrl.',
  });
}
