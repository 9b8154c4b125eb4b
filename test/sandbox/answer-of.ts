import { askingFor, bulkBefore, bulkUuid } from './bulk-story.js';
import { missingStep, options, statesBefore, stepsBefore } from './given.js';
import { oneByOne, storyOf, tell } from './handshake-story.js';
import { allRecordings, type Recording } from './recorded.js';
import { labEngine, replay } from './replay.js';

const byName = new Map(allRecordings().map((recording) => [recording.name, recording]));

/** What the sandbox answers to a recorded request, in the state the recorded store was in. */
export async function answerOf(recording: Recording): Promise<{
  readonly status: number;
  readonly body: unknown;
}> {
  const now = { value: 0 };
  const story = storyOf(recording);
  const engine = labEngine(now, options(recording), story && oneByOne(story.tokens));
  if (story !== undefined) await tell(engine, now, story);
  for (const name of story?.atOnce ?? []) replay(engine, now, called(name), now.value);
  let mask = '';
  for (const name of [...(story?.before ?? []), ...stepsBefore(recording)]) {
    const step = withMask(missingStep(recording, name) ?? called(name), mask);
    const { body } = replay(engine, now, step);
    if (name === 'own guest cart') mask = String(plain(body));
  }
  for (const change of statesBefore[recording.name] ?? []) change(engine.sandbox);
  const bulk = bulkBefore(recording, byName.values());
  const made = bulk === undefined ? undefined : plain(replay(engine, now, bulk).body);
  const [uuid, ownUuid] = [bulkUuid(bulk?.response.body), bulkUuid(made)];
  const { status, body } = replay(
    engine,
    now,
    uuid === undefined ? withMask(recording, mask) : askingFor(recording, uuid, ownUuid ?? ''),
  );
  return { status, body: plain(body) };
}

/** What the sandbox sends where the recorded store sent a request of its own. */
export async function requestFor(recording: Recording): Promise<Recording['request']> {
  const story = storyOf(recording);
  if (story === undefined) throw new Error(`nothing leads up to ${recording.name}`);
  const sent: Recording['request'][] = [];
  const now = { value: 0 };
  const callbackFetch: typeof globalThis.fetch = async (url, init) => {
    const { method = 'GET', headers, body } = init ?? {};
    sent.push({
      method,
      url: String(url),
      headers: Object.fromEntries(new Headers(headers)),
      body,
    });
    return new Response('ok');
  };
  await tell(labEngine(now, { callbackFetch }, oneByOne(story.tokens)), now, story);
  const [request] = sent;
  if (request === undefined || sent.length > 1)
    throw new Error(`${sent.length} requests were sent`);
  return request;
}

/** A request about the recorded guest's cart, about the sandbox's own instead. */
function withMask(recording: Recording, mask: string): Recording {
  if (mask === '') return recording;
  const text = JSON.stringify(recording.request).replaceAll(
    'HTomNLe7piPpNPPuGi7ZzilEMJVFUg8P',
    mask,
  );
  return { ...recording, request: JSON.parse(text) };
}

function called(name: string): Recording {
  const step = byName.get(name);
  if (step === undefined) throw new Error(`no step is called ${name}`);
  return step;
}

function plain(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
