import { missing } from '../errors.js';
import { type JsonObject, textAt } from '../json.js';
import { nowSeconds, type World } from '../store/world.js';
import { signJwt } from './jwt.js';
import { checkLock, countFailure, signInRefused } from './login.js';
import { type UserType, userKey } from './state.js';

/** Checks `username` and `password` behind the lock and answers the id; failures are counted. */
export function signIn(
  world: World,
  input: JsonObject,
  type: UserType,
  idOf: (username: string, password: string) => number | undefined,
): number {
  const given = {
    username: textAt(input, 'username') ?? '',
    password: textAt(input, 'password') ?? '',
  };
  const absent = Object.entries(given)
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (absent.length > 0) throw missing(...absent);
  const second = nowSeconds(world);
  const key = userKey(type, given.username);
  checkLock(world.auth, key, second);
  try {
    const id = idOf(given.username, given.password);
    if (id === undefined) throw signInRefused();
    world.auth.failures.delete(key);
    return id;
  } catch (error) {
    countFailure(world.auth, key, second);
    throw error;
  }
}

/** The administrator's id, password checked. */
export function signInAdmin(world: World, input: JsonObject): number {
  const { admin } = world.auth.credentials;
  return signIn(world, input, 2, (username, password) =>
    username === admin.username && password === admin.password ? 1 : undefined,
  );
}

/** A token from now on. */
export function issueToken(world: World, uid: number, utypid: UserType): string {
  const iat = nowSeconds(world);
  const exp = iat + world.settings.tokenLifetimeMinutes * 60;
  return signJwt({ uid, utypid, iat, exp }, world.auth.tokenKey);
}
