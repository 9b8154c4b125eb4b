import { missingStep, options, statesBefore, stepsBefore } from './given.js';
import { allRecordings, labEngine, type Recording, replay } from './replay.js';

const byName = new Map(allRecordings().map((recording) => [recording.name, recording]));

/** What the sandbox answers to a recorded request, in the state the recorded store was in. */
export function answerOf(recording: Recording): {
  readonly status: number;
  readonly body: unknown;
} {
  const now = { value: 0 };
  const engine = labEngine(now, options(recording));
  for (const name of stepsBefore(recording)) {
    const step = missingStep(recording, name) ?? byName.get(name);
    if (step === undefined) throw new Error(`no step is called ${name}`);
    replay(engine, now, step);
  }
  for (const change of statesBefore[recording.name] ?? []) change(engine.sandbox);
  const { status, body } = replay(engine, now, recording);
  return { status, body: plain(body) };
}

function plain(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
