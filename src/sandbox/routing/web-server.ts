import type { ListSettings } from '../list-switches.js';
import { type SandboxRequest, type SandboxResponse, splitTarget } from '../request.js';

/** Answers what the web server does not let through to Magento; undefined for the rest. */
export function answerWebServer(
  { method, target, headers, body }: SandboxRequest,
  { webServer }: ListSettings,
): SandboxResponse | undefined {
  if (method === 'TRACE') return answerTrace(webServer.software, { method, target, headers });
  if (webServer.software === 'apache' && /%2f/i.test(splitTarget(target).path))
    return apacheNotFound();
  if (Buffer.byteLength(target) > webServer.maximumUrlBytes) {
    return nginxPage(414, 'Request-URI Too Large');
  }
  if (Buffer.byteLength(body) > webServer.maximumBodyBytes) {
    return nginxPage(413, 'Request Entity Too Large');
  }
  return undefined;
}

/** A page as nginx makes it. */
export function nginxPage(status: number, reason: string): SandboxResponse {
  const title = `${status} ${reason}`;
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    '<hr><center>nginx/1.22.1</center>',
    '</body>',
    '</html>',
  ];
  return {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: `${lines.join('\r\n')}\r\n`,
  };
}

function answerTrace(
  software: 'nginx' | 'apache',
  { method, target, headers }: Pick<SandboxRequest, 'method' | 'target' | 'headers'>,
): SandboxResponse {
  if (software === 'nginx') return nginxPage(405, 'Not Allowed');
  const lines = Object.entries(headers).map(([name, value]) => `${capitals(name)}: ${value}\r\n`);
  const body = `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return { status: 200, headers: { 'content-type': 'message/http' }, body };
}

function capitals(name: string): string {
  return name.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  );
}

/** Apache does not pass on a slash that is encoded in a path, unless `AllowEncodedSlashes` is set. */
function apacheNotFound(): SandboxResponse {
  const body =
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n' +
    '<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n' +
    '<p>The requested URL was not found on this server.</p>\n</body></html>\n';
  return { status: 404, headers: { 'content-type': 'text/html; charset=iso-8859-1' }, body };
}
