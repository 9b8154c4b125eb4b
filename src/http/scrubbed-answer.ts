import { readBytes } from '../read-bytes.js';
import type { Answer } from './exchange.js';
import { scrub } from './scrub.js';
import { type SecretBearing, secretsOf } from './secrets.js';

/** As much of an error answer as is read, in bytes. A store that says more has something else to hide. */
const LONGEST = 1024 * 1024;

/** The start of an error answer, without what it repeats of the request's secrets: errors end up in logs. */
export async function readScrubbed(
  response: Response,
  maxBytes: number,
  request: SecretBearing,
): Promise<Answer> {
  const secrets = secretsOf(request);
  const { bytes } = await readBytes(response.body, Math.min(maxBytes, LONGEST));
  const text = new TextDecoder().decode(bytes);
  const headers = new Headers();
  for (const [name, value] of response.headers) headers.append(name, scrub(value, secrets));
  return { status: response.status, headers, text: scrub(text, secrets) };
}
