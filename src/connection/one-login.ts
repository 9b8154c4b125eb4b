import type { AuthContext, Authenticator } from '../auth/authenticator.js';

/**
 * The same authenticator for the time of a test. A token from before the test is renewed when the store
 * refuses it; one that came from a login of this test is fresh, so its refusal is an answer.
 */
export function atMostOneLogin(auth: Authenticator): Authenticator {
  let loggedIn = false;
  const watched = (context: AuthContext): AuthContext => ({
    ...context,
    send(request) {
      loggedIn = true;
      return context.send(request);
    },
  });
  const { refused, describe, explain, cookies } = auth;
  return {
    name: auth.name,
    caller: auth.caller,
    get proven() {
      return auth.proven === true;
    },
    authenticate: (request, context) => auth.authenticate(request, watched(context)),
    ...(refused
      ? { refused: (refusal, context) => !loggedIn && refused.call(auth, refusal, context) }
      : {}),
    ...(describe ? { describe: () => describe.call(auth) } : {}),
    ...(explain ? { explain: (refusal, context) => explain.call(auth, refusal, context) } : {}),
    ...(cookies ? { cookies } : {}),
  };
}
