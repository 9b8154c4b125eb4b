import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/**
 * Sends a GET by `node:http`. The platform's `fetch` takes several times the processor time, and at tenfold
 * speed that would be measured instead of the budget.
 */
export const lightFetch: typeof globalThis.fetch = (input, init) =>
  new Promise((resolve, reject) => {
    const signal = init?.signal ?? undefined;
    const sent = request(String(input), { agent, ...(signal ? { signal } : {}) }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const wait = answer.headers['retry-after'];
        resolve(
          new Response(text, {
            status: answer.statusCode ?? 0,
            headers: wait === undefined ? {} : { 'retry-after': wait },
          }),
        );
      });
    });
    sent.on('error', (error) => reject(signal?.aborted ? signal.reason : error));
    sent.end();
  });
