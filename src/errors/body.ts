import { clip, fillMessage, type MagentoMessage, type MessageParameters } from './message.js';

const LONGEST_EXCERPT = 200;
/** Where a page says what it is. */
const START = 10_000;
/** Magento's deepest is a parameter of one of several errors. What is deeper breaks who walks it. */
const DEEPEST = 50;

/** In developer mode a message may go on with a PHP stack trace, whose arguments can be secrets. */
const withoutTrace = (text: string) => text.split(/\n#0 /, 1)[0] ?? '';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parametersOf(value: unknown): MessageParameters | undefined {
  return Array.isArray(value) || isRecord(value) ? value : undefined;
}

/** JSON may hold anything where a text belongs, also what cannot be turned into one. */
const textOf = (value: unknown): string =>
  typeof value === 'object' || value === undefined ? '' : String(value);

function readMessage(value: Record<string, unknown>): MagentoMessage {
  const template = withoutTrace(textOf(value.message));
  const parameters = parametersOf(value.parameters);
  const errors = Array.isArray(value.errors) ? value.errors.filter(isRecord).map(readMessage) : [];
  const details = errors.map((error) => error.message).join(' ');
  const message = fillMessage(template, parameters);
  return {
    message: details ? clip(`${message} ${details}`) : message,
    template,
    parameters,
    errors,
    reportId: /\bReport ID: ([\w-]+)/.exec(template)?.[1],
  };
}

function plain(said: string): MagentoMessage {
  const message = said.slice(0, LONGEST_EXCERPT);
  return { message, template: message, parameters: undefined, errors: [], reportId: undefined };
}

/** The title or first line of a page; enough to recognise it, too little to leak anything. */
function excerptOf(page: string): string {
  const text = page.slice(0, START);
  const title =
    /<title>([\s\S]*?)<\/title>/i.exec(text)?.[1] ?? /<h1>([\s\S]*?)<\/h1>/i.exec(text)?.[1];
  return (title ?? withoutTrace(text).replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

/** Reads whatever an error answer holds: Magento's JSON in its two shapes, OAuth's form, HTML, text or nothing. */
export function readErrorBody(text: string): MagentoMessage {
  const body = parseJson(text);
  if (isRecord(body)) {
    if (typeof body.message === 'string') return readMessage(body);
    const messages = isRecord(body.messages) ? body.messages.error : undefined;
    const first = Array.isArray(messages) ? messages.filter(isRecord)[0] : undefined;
    if (first) return readMessage(first);
  }
  // OAuth 2.0 answers, such as those of Adobe IMS.
  if (isRecord(body) && typeof body.error === 'string') {
    return plain(textOf(body.error_description) || body.error);
  }
  if (text.startsWith('oauth_problem=')) {
    return plain(new URLSearchParams(text).get('oauth_problem') ?? text);
  }
  const excerpt = typeof body === 'string' ? body : excerptOf(text);
  return plain(excerpt || 'The store gave no reason.');
}

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
