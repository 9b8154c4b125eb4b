/** A browser without windows: keeps cookies, sends forms as a page of the app does, follows nothing. */
export interface FormBrowser {
  open(path: string): Promise<Response>;
  send(path: string, form: Record<string, string>, headers?: HeadersInit): Promise<Response>;
  readonly cookies: Map<string, string>;
}

/** What answers requests, such as a Hono app. */
export interface Answering {
  fetch(request: Request): Response | Promise<Response>;
}

/** Opens pages of an app at an origin. */
export function createFormBrowser(app: Answering, origin: string): FormBrowser {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const request = new Request(new URL(path, origin), init);
    request.headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    const response = await app.fetch(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    open: (path) => ask(path, {}),
    send: (path, form, headers = { origin }) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}
