import type { ListSettings } from '../list-switches.js';
import type { SandboxRequest, SandboxResponse } from '../request.js';

/** Answers what nginx does not let through to Magento: 414 and 413; undefined for the rest. */
export function answerWebServer(
  { target, body }: SandboxRequest,
  { webServer }: ListSettings,
): SandboxResponse | undefined {
  if (Buffer.byteLength(target) > webServer.maximumUrlBytes) {
    return page(414, 'Request-URI Too Large');
  }
  if (Buffer.byteLength(body) > webServer.maximumBodyBytes) {
    return page(413, 'Request Entity Too Large');
  }
  return undefined;
}

function page(status: number, reason: string): SandboxResponse {
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
