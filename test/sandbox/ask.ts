import type { Sandbox } from '../../src/sandbox/index.js';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly headers: Headers;
}

/** Asks a sandbox: a path below `/rest`, a body as JSON, and a token. */
export async function ask(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Answer> {
  const response = await sandbox.fetch(`${sandbox.url}/rest${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: read(text), headers: response.headers };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An administrator's token. */
export async function adminToken(sandbox: Sandbox): Promise<string> {
  const { body } = await ask(
    sandbox,
    'POST',
    '/V1/integration/admin/token',
    sandbox.credentials.admin,
  );
  return body;
}

/** The first customer's token. */
export async function customerToken(sandbox: Sandbox): Promise<string> {
  const { email, password } = sandbox.credentials.customer;
  const login = { username: email, password };
  const { body } = await ask(sandbox, 'POST', '/V1/integration/customer/token', login);
  return body;
}

/** A search with one filter. */
export function where(field: string, condition: string, value?: string): string {
  const at = 'searchCriteria[filter_groups][0][filters][0]';
  const query = new URLSearchParams({
    [`${at}[field]`]: field,
    [`${at}[condition_type]`]: condition,
  });
  if (value !== undefined) query.set(`${at}[value]`, value);
  return query.toString();
}
