import type { Client } from '../../client/types.js';
import {
  AttemptTimeoutError,
  BadRequestError,
  ResponseFormatError,
  ServerError,
} from '../../errors/index.js';
import { isObject } from '../tidy/json.js';
import type { Warn } from '../warning.js';
import { mergeSchemas } from './merge-schemas.js';
import { referenceServices } from './services.js';

/** How a schema is read. */
export interface ReadSchemaOptions {
  /** Services to ask for beside those of the reference, where the whole schema cannot be had. */
  readonly services: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** Asked for at once; a group that fails is halved until the broken service is alone. */
const GROUP = 24;
/** In every store, whatever its modules. */
const PLAIN = 'storeStoreRepositoryV1';

/**
 * What `/rest/all/schema` answers, parsed. One broken extension makes the whole of it fail; then it is read
 * service by service, and what fails is a warning.
 * @throws MagentoError if not even one service can be read
 */
export async function readSchema(
  client: Client,
  { services, signal }: ReadSchemaOptions,
  warn: Warn,
): Promise<unknown> {
  const ask = async (names: readonly string[]): Promise<unknown> => {
    const query = { services: names.join(',') };
    const path = '/schema';
    const answer = await client.request({ method: 'GET', path, query }, { store: 'all', signal });
    if (isObject(answer) && isObject(answer.paths)) return answer;
    throw new NoSchema();
  };
  try {
    return await ask(['all']);
  } catch (cause) {
    if (!isBroken(cause)) throw cause;
    warn(
      'schema',
      `The store cannot make its schema as a whole (${reason(cause)}); read by service.`,
    );
    // A store that is down shall not be asked for every service it may have.
    await ask([PLAIN]);
  }
  const parts: unknown[] = [];
  const waiting = groups([...new Set([...referenceServices(), ...services])]);
  for (let names = waiting.shift(); names !== undefined; names = waiting.shift()) {
    try {
      parts.push(await ask(names));
    } catch (cause) {
      if (!isBroken(cause)) throw cause;
      const [only, ...more] = names;
      if (more.length > 0) waiting.unshift(...halves(names));
      else if (only !== undefined) warn(only, missing(only, services, cause));
    }
  }
  await noteUnknownModules(client, { services, signal }, warn);
  return mergeSchemas(parts, warn);
}

/** An answer that is JSON, and no schema. */
class NoSchema extends Error {
  override readonly message = 'the answer is no schema';
}

function isBroken(cause: unknown): cause is Error {
  return (
    cause instanceof ServerError ||
    cause instanceof ResponseFormatError ||
    cause instanceof BadRequestError ||
    cause instanceof AttemptTimeoutError ||
    cause instanceof NoSchema
  );
}

/** What the store said, without the request and our advice about it. */
const reason = ({ message }: Error): string =>
  (message.split(' [', 1)[0] ?? '').replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 200);

function missing(name: string, services: readonly string[], cause: Error): string {
  const which = services.includes(name) ? 'This service' : 'This service of Magento';
  return `${which} is not there, or its schema is broken (${reason(cause)}); taken for absent.`;
}

function groups(names: readonly string[]): string[][] {
  const count = Math.ceil(names.length / GROUP);
  return Array.from({ length: count }, (_, i) => names.slice(i * GROUP, (i + 1) * GROUP));
}

function halves(names: readonly string[]): string[][] {
  const middle = Math.ceil(names.length / 2);
  return [names.slice(0, middle), names.slice(middle)];
}

/** Nobody but the whole schema tells which services other vendors have; their modules are known. */
async function noteUnknownModules(
  client: Client,
  { services, signal }: ReadSchemaOptions,
  warn: Warn,
): Promise<void> {
  const modules = await client
    .request({ method: 'GET', path: '/V1/modules' }, { store: 'all', signal })
    .catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      return [];
    });
  const asked = services.map((name) => name.toLowerCase());
  const others = (Array.isArray(modules) ? modules : [])
    .filter((name) => typeof name === 'string' && !name.startsWith('Magento_'))
    .filter((name) => !asked.some((one) => one.startsWith(name.replace('_', '').toLowerCase())));
  if (others.length === 0) return;
  warn(
    'services',
    `Services of ${others.join(', ')} are not asked for, as their names are not known; name them in services (/soap/all?wsdl_list=1 of the shop lists them).`,
  );
}
