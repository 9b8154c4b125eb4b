import { createHmac } from 'node:crypto';
import { failure } from '../errors.js';
import { isObject, type JsonObject, numberAt } from '../json.js';

const lifetimeSeconds = 3600;

/** Makes the token of a set-up mail: base64 of `json.signature`. */
export function signTfat(userId: number, issuedAt: number, key: string): string {
  const json = JSON.stringify({ user_id: userId, tfa_configuration: true, iss: issuedAt });
  return btoa(`${json}.${signatureOf(json, key)}`);
}

/** The user a token names, whether or not it is good; throws when it names none. */
export function userOfTfat(token: string): number {
  const id = numberAt(claimsOf(token), 'user_id');
  if (id === undefined) throw invalidTfat();
  return id;
}

/** Throws unless the token is signed by this store and at most an hour old. */
export function checkTfat(token: string, key: string, nowSeconds: number): void {
  const [json = '', signature] = plainText(token).split('.');
  const claims = claimsOf(token);
  const good =
    signature === signatureOf(json, key) &&
    claims.tfa_configuration === true &&
    nowSeconds - (numberAt(claims, 'iss') ?? 0) < lifetimeSeconds;
  if (!good) throw invalidTfat();
}

function claimsOf(token: string): JsonObject {
  try {
    const claims: unknown = JSON.parse(plainText(token).split('.')[0] ?? '');
    return isObject(claims) ? claims : {};
  } catch {
    return {};
  }
}

function plainText(token: string): string {
  try {
    return atob(token);
  } catch {
    return '';
  }
}

function signatureOf(json: string, key: string): string {
  return btoa(createHmac('sha256', key).update(json).digest('hex'));
}

function invalidTfat(): Error {
  return failure(401, 'Invalid two-factor authorization token');
}
