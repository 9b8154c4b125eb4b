import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerOf, requestFor } from './answer-of.js';
import { withoutOwnValues } from './bulk-story.js';
import { isSentByStore } from './handshake-story.js';
import { knownDifferences } from './known-differences.js';
import { allRecordings, type Recording } from './recorded.js';

const recordings = allRecordings();
const isKnown = ({ name }: Recording): boolean =>
  knownDifferences.some(({ names }) => names.test(name));
const files = [...new Set(recordings.filter((one) => !isKnown(one)).map(({ file }) => file))];

/** Bodies of 2xx answers that hold ids, dates or counts of the recorded store, and are not compared. */
function compared(recording: Recording): boolean {
  const { status } = recording.response;
  if (recording.file === 'handshake' || recording.file === 'async-bulk') return true;
  const small = recording.file === 'scope' || recording.file === 'search';
  return status >= 400 || (small && /fields=(items|sku|total)/.test(recording.request.url));
}

/** Report ids differ each time; of pages only that they are pages is compared. */
function comparable(body: unknown): unknown {
  if (typeof body === 'string' && body.startsWith('<')) return 'a page';
  const text = withoutOwnValues(JSON.stringify(body))
    .replace(/webapi-[0-9a-f]+/g, 'webapi')
    .replace(/"trace":"[^"]*"/, '"trace":"<trace>"');
  return JSON.parse(text);
}

/** What an app gets to see of a request, without what depends on its address or on the connection. */
function seenByApp({ method, url, headers, body }: Recording['request']): object {
  const { 'content-type': type, 'user-agent': agent, accept } = headers;
  return { method, url, type, agent, accept, body };
}

async function reproduces(recording: Recording): Promise<boolean> {
  if (isSentByStore(recording)) {
    const sent = seenByApp(await requestFor(recording));
    return JSON.stringify(sent) === JSON.stringify(seenByApp(recording.request));
  }
  const answer = await answerOf(recording);
  if (answer.status !== recording.response.status) return false;
  if (!compared(recording)) return true;
  const [got, want] = [comparable(answer.body), comparable(recording.response.body)];
  return JSON.stringify(got) === JSON.stringify(want);
}

/** The recordings `differences.md` lists. */
function listedDifferences(): readonly string[] {
  const page = readFileSync(new URL('../recordings/differences.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name).sort();
}

describe.each(files)('recordings of %s', (file) => {
  const own = recordings.filter((recording) => recording.file === file && !isKnown(recording));
  const asked = own.filter((recording) => !isSentByStore(recording));
  it.each(asked.map((recording) => [recording.name, recording] as const))(
    '%s',
    async (_, recording) => {
      const answer = await answerOf(recording);
      expect(answer.status).toBe(recording.response.status);
      if (compared(recording))
        expect(comparable(answer.body)).toEqual(comparable(recording.response.body));
    },
  );
});

describe('requests the store sends itself', () => {
  const sent = recordings.filter(isSentByStore);
  it.each(sent.map((recording) => [recording.name, recording] as const))(
    '%s',
    async (_, recording) => {
      const request = await requestFor(recording);
      expect(seenByApp(request)).toEqual(seenByApp(recording.request));
      expect(Object.keys(request.headers)).toHaveLength(3);
    },
  );
});

describe('known differences', () => {
  it('name a reason for everything that is not reproduced, and nothing else', {
    timeout: 120_000,
  }, async () => {
    const outcomes = await Promise.all(recordings.map(reproduces));
    const reproduced = recordings.filter((_, at) => outcomes[at]);
    const different = recordings.filter((recording) => !reproduced.includes(recording));
    const of = (all: readonly Recording[], file: string) =>
      all.filter((recording) => recording.file === file).length;
    for (const file of new Set(recordings.map((recording) => recording.file))) {
      console.info(`recordings ${file}: ${of(reproduced, file)} of ${of(recordings, file)}`);
    }
    console.info(`recordings reproduced: ${reproduced.length} of ${recordings.length}`);
    expect(different.filter((recording) => !isKnown(recording)).map(({ name }) => name)).toEqual(
      [],
    );
    expect(different.map(({ name }) => name).sort()).toEqual(listedDifferences());
    for (const { names, reason } of knownDifferences) {
      expect(
        different.some(({ name }) => names.test(name)),
        reason,
      ).toBe(true);
    }
  });
});
