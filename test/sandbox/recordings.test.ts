import { describe, expect, it } from 'vitest';
import { answerOf } from './answer-of.js';
import { knownDifferences } from './known-differences.js';
import { allRecordings, type Recording } from './replay.js';

const recordings = allRecordings();
const isKnown = ({ name }: Recording): boolean =>
  knownDifferences.some(({ names }) => names.test(name));
const files = [...new Set(recordings.filter((one) => !isKnown(one)).map(({ file }) => file))];

/** Bodies of 2xx answers that hold ids, dates or counts of the recorded store, and are not compared. */
function compared(recording: Recording): boolean {
  const { status } = recording.response;
  const small = recording.file === 'scope' || recording.file === 'search';
  return status >= 400 || (small && /fields=(items|sku|total)/.test(recording.request.url));
}

/** Report ids differ each time; of pages only that they are pages is compared. */
function comparable(body: unknown): unknown {
  if (typeof body === 'string' && body.startsWith('<')) return 'a page';
  return JSON.parse(JSON.stringify(body).replace(/webapi-[0-9a-f]+/g, 'webapi'));
}

function reproduces(recording: Recording): boolean {
  const answer = answerOf(recording);
  if (answer.status !== recording.response.status) return false;
  if (!compared(recording)) return true;
  const [got, want] = [comparable(answer.body), comparable(recording.response.body)];
  return JSON.stringify(got) === JSON.stringify(want);
}

describe.each(files)('recordings of %s', (file) => {
  const own = recordings.filter((recording) => recording.file === file && !isKnown(recording));
  it.each(own.map((recording) => [recording.name, recording] as const))('%s', (_, recording) => {
    const answer = answerOf(recording);
    expect(answer.status).toBe(recording.response.status);
    if (compared(recording))
      expect(comparable(answer.body)).toEqual(comparable(recording.response.body));
  });
});

describe('known differences', () => {
  it('name a reason for everything that is not reproduced, and nothing else', () => {
    const reproduced = recordings.filter(reproduces);
    const different = recordings.filter((recording) => !reproduced.includes(recording));
    console.info(`recordings reproduced: ${reproduced.length} of ${recordings.length}`);
    expect(different.filter((recording) => !isKnown(recording)).map(({ name }) => name)).toEqual(
      [],
    );
    for (const { names, reason } of knownDifferences) {
      expect(
        different.some(({ name }) => names.test(name)),
        reason,
      ).toBe(true);
    }
  });
});
