import { describe, expect, it } from 'vitest';
import { answerOf } from './answer-of.js';
import { type Recording, recordingsOf } from './recorded.js';
import { claimsOf } from './replay.js';

/** Names and kinds of an answer; lists are judged by their first elements, null is of every kind. */
function sameShape(got: unknown, want: unknown): boolean {
  if (Array.isArray(got) && Array.isArray(want)) {
    return got.length > 0 === want.length > 0 && sameShape(got[0], want[0]);
  }
  if (isMap(got) && isMap(want)) {
    const names = Object.keys(want);
    return (
      Object.keys(got).sort().join() === names.sort().join() &&
      names.every((name) => sameShape(got[name], want[name]))
    );
  }
  if (got === null || want === null) return typeof (got ?? want ?? 0) !== 'object';
  return typeof got === typeof want && Array.isArray(got) === Array.isArray(want);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with the sandbox's answer; undefined when nothing is. */
async function fault(recording: Recording): Promise<string | undefined> {
  const got = await answerOf(recording);
  const want = recording.response;
  const report = `${recording.name}: ${got.status} ${JSON.stringify(got.body)}, recorded ${want.status} ${JSON.stringify(want.body)}`;
  if (got.status !== want.status) return report;
  if (want.status >= 400) {
    return JSON.stringify(got.body) === JSON.stringify(want.body) ? undefined : report;
  }
  const claims = claimsOf(`Bearer ${String(want.body)}`);
  if (claims === undefined) return sameShape(got.body, want.body) ? undefined : report;
  const own = claimsOf(`Bearer ${String(got.body)}`);
  return JSON.stringify(own) === JSON.stringify(claims) ? undefined : report;
}

describe('what was recorded about authentication', () => {
  it.each(['tokens', 'two-factor', 'oauth'])('is answered the same: %s', async (file) => {
    const recordings = recordingsOf(file);
    const faults = (await Promise.all(recordings.map(fault))).filter((text) => text !== undefined);
    console.info(`recordings ${file}: ${recordings.length} checked, ${faults.length} wrong`);
    expect(recordings.length).toBeGreaterThan(15);
    expect(faults).toEqual([]);
  });
});
