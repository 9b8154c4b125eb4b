import { failureAnswer, htmlAnswer } from '../answer.js';
import { internalError } from '../errors.js';
import type { SandboxResponse } from '../request.js';
import { nginxPage } from '../routing/web-server.js';
import type { CapacityOptions, Fault } from './options.js';

const nothing: SandboxResponse = { status: 0, headers: {}, body: '' };

/** What a client gets in place of the answer, or of it what is left. */
export function faultyAnswer(
  { kind, ms }: Fault,
  answer: SandboxResponse | undefined,
): SandboxResponse {
  switch (kind) {
    case 'reset':
      return { ...(answer ?? nothing), wire: { kind: 'reset' } };
    case 'cutBody':
      return { ...(answer ?? nothing), wire: { kind: 'cut' } };
    case 'slowBody':
      return { ...(answer ?? nothing), wire: { kind: 'slow', ms: ms ?? 1000 } };
    case 'htmlPage':
      return htmlAnswer(200, 'Welcome');
    case 'internalError':
      return failureAnswer(internalError(), 'json');
    case 'maintenance':
      return maintenancePage();
    case 'firewall':
      return htmlAnswer(403, 'Access Denied');
    case 'databaseDown': {
      const page = htmlAnswer(500, 'There has been an error processing your request');
      return { ...page, headers: { 'content-type': 'text/plain;charset=UTF-8' } };
    }
    case 'badGateway':
      return nginxPage(502, 'Bad Gateway');
  }
}

/** Magento's page of `bin/magento maintenance:enable`, without its links to styles. */
function maintenancePage(): SandboxResponse {
  const page = htmlAnswer(503, 'Error 503: Service Unavailable');
  const said = `<h1>Service Temporarily Unavailable</h1>
<p>
    The server is temporarily unable to service your request due to maintenance downtime or capacity problems.
    Please try again later.
</p>`;
  return { ...page, body: page.body.replace(/<h1>.*<\/h1>/, said) };
}

/** What those get that come when the store is full. */
export function fullAnswer({ status = 503, retryAfter }: CapacityOptions): SandboxResponse {
  const page =
    status === 429
      ? nginxPage(429, 'Too Many Requests')
      : nginxPage(503, 'Service Temporarily Unavailable');
  if (retryAfter === undefined) return page;
  return { ...page, headers: { ...page.headers, 'retry-after': String(retryAfter) } };
}
