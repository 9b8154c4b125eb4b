import { createOption } from '../../../generated/resources/productAttributes.js';
import type { Client } from '../../client/types.js';
import { BadRequestError } from '../../errors/bad-request-error.js';
import { InputError } from '../../errors/input-error.js';
import { untilAborted } from '../../until-aborted.js';
import { isAnswerLost } from '../lost-answer.js';
import type { Definition, Definitions } from './definitions.js';
import { nearest } from './nearest.js';

/** How labels become ids. */
export interface LabelOptions {
  /** Store view whose labels are meant; `all` are the admin's. */
  readonly labels: string;
  /** Whether a label nobody knows becomes a new option. */
  readonly create: boolean;
  readonly signal: AbortSignal | undefined;
  /** Told of each new option. */
  readonly onCreated: (what: string) => void;
}

/** Finds the id of a label. */
export type OptionFinder = (
  definition: Definition,
  label: string,
  options: LabelOptions,
) => Promise<string>;

/** Labels younger than this are believed when they lack one. */
const BELIEVED_MS = 60_000;

const idsOf = ({ options }: Definition, label: string): readonly string[] =>
  options.filter((option) => option.label.trim() === label.trim()).map(({ id }) => id);

function onlyOne(code: string, label: string, ids: readonly string[]): string | undefined {
  if (ids.length < 2) return ids[0];
  throw new InputError(
    `Attribute "${code}" has ${ids.length} options labelled "${label}". Name one by its id: { option: '${ids[0]}' } (others: ${ids.slice(1).join(', ')}).`,
  );
}

/** Makes the finder of one client, which never makes the same option twice at once. */
export function createOptionFinder(client: Client, definitions: Definitions): OptionFinder {
  const underWay = new Map<string, Promise<string>>();

  async function lookAnew(code: string, label: string, labels: string, olderThanMs: number) {
    if (!definitions.refresh([code], labels, olderThanMs)) return undefined;
    const found = (await definitions.get([code], labels)).get(code);
    return found && onlyOne(code, label, idsOf(found, label));
  }

  async function create(code: string, label: string): Promise<string> {
    try {
      const id = await createOption(
        client,
        { attributeCode: code, option: { label } },
        { store: 'all' },
      );
      return (await lookAnew(code, label, 'all', 0)) ?? id;
    } catch (error) {
      // Another writer was first, or the answer was lost: what counts is whether it is there.
      if (!(error instanceof BadRequestError) && !isAnswerLost(error)) throw error;
      const id = await lookAnew(code, label, 'all', 0);
      if (id === undefined) throw error;
      return id;
    }
  }

  /** One label at a time for each attribute, as the label may be what another one is just making. */
  function createOnce(code: string, label: string): Promise<string> {
    const key = `${code}|${label}`;
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const making = create(code, label).finally(() => underWay.delete(key));
    underWay.set(key, making);
    return making;
  }

  return async (definition, label, { labels, create: mayCreate, signal, onCreated }) => {
    const { code } = definition;
    const known = onlyOne(code, label, idsOf(definition, label));
    const id = known ?? (await lookAnew(code, label, labels, BELIEVED_MS));
    if (id !== undefined) return id;
    if (!mayCreate) {
      const names = definition.options.map((option) => option.label);
      const like = names.length === 0 ? 'It has no options.' : `Nearest: ${nearest(label, names)}.`;
      throw new InputError(
        `Attribute "${code}" has no option "${label}" (labels of "${labels}"). ${like} Pass createOptions: true to add it.`,
      );
    }
    if (labels !== 'all') {
      throw new InputError(
        `Attribute "${code}": new options are made with the admin's labels. Leave out labels: '${labels}' together with createOptions.`,
      );
    }
    const making = createOnce(code, label);
    const made = await (signal ? untilAborted(making, signal) : making);
    onCreated(`option "${label}" of ${code}`);
    return made;
  };
}
