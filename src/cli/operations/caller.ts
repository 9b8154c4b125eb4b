import type { SearchCriteria } from '../../index.js';
import { type Candidate, type Command, defineCommand } from '../command.js';
import { completeMembers, completeNames } from '../completion/operations.js';
import { CONNECTION, connect } from '../connect.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { OptionSpecs, Values } from '../options.js';
import { toJsonText } from '../output/harmless.js';
import { createReport } from '../output/report.js';
import type { Given } from '../parse.js';
import { readJson } from '../read-json.js';
import { UsageError } from '../usage-error.js';
import { CRITERIA, criteriaOf } from '../where.js';
import { wholeNumber } from '../whole-number.js';
import { operationHelp } from './help.js';
import { inputOf } from './input.js';
import { operationOptions } from './options.js';
import { runOperation } from './run-operation.js';
import { loadOperations, type OperationInfo, type OperationTable } from './table.js';
import { refuseMoreWords, type Target, wordsOf } from './target.js';

const OPTIONS = {
  ...CRITERIA,
  'page-number': { type: 'string', takes: 'n', about: 'Which page of a list. Default: the first.' },
  body: {
    type: 'string',
    takes: 'file',
    about: 'Members as JSON from a file; - is standard input. Options win over it.',
  },
  fields: {
    type: 'string',
    takes: 'fields',
    about: "Magento's response filter, such as sku,name or items[sku],total_count.",
  },
  timeout: { type: 'string', takes: 'seconds', about: 'For all of it. Default: none.' },
  json: { type: 'boolean', about: 'The answer in one line, errors as JSON.' },
  ...CONNECTION,
} as const;

/** Reading takes no body. */
function optionsOf(name: CallerSpec['name']): typeof OPTIONS {
  const { body, ...reading } = OPTIONS;
  return name === 'get' ? (reading as typeof OPTIONS) : { ...reading, body };
}

/** How one of the commands that call operations differs from the other. */
export interface CallerSpec {
  readonly name: 'get' | 'call';
  readonly usage: readonly string[];
  readonly about: string;
  readonly examples: readonly string[];
  readonly targetOf: (words: readonly string[], table: OperationTable) => Target;
  /** Which operations the Tab key offers. */
  readonly offers: (operation: OperationInfo) => boolean;
}

const SECRET = /password|token|secret|passcode/i;

function warnOfSecrets(
  more: Readonly<Record<string, Given>>,
  report: { warning(text: string): void },
) {
  const secret = Object.keys(more).find((name) => SECRET.test(name));
  if (secret === undefined) return;
  report.warning(
    `Others on this machine can read --${secret}, and the shell remembers it. --body - reads it from standard input.`,
  );
}

/** Criteria of the command line; undefined where there are none. */
function criteriaFrom(list: string, values: Values<typeof OPTIONS>): SearchCriteria | undefined {
  const currentPage = wholeNumber('page-number', values['page-number'], 0);
  const criteria = criteriaOf(list, values);
  const all = { ...criteria, ...(currentPage !== undefined && { currentPage }) };
  return Object.keys(all).length > 0 ? all : undefined;
}

function withCriteria(
  { name, members }: OperationInfo,
  input: Record<string, unknown>,
  criteria: SearchCriteria | undefined,
): object {
  if (criteria === undefined) return input;
  const member = members.find(({ type }) => type === 'criteria');
  if (member) return { ...input, [member.name]: criteria };
  throw new UsageError(`${name} takes no search criteria.`, 'Leave out --where, --sort and pages.');
}

/** Makes one of the commands that call operations. */
export function defineCaller(spec: CallerSpec): Command {
  const options = optionsOf(spec.name);

  async function operationIn(argv: readonly string[]): Promise<OperationInfo | undefined> {
    const target = spec.targetOf(wordsOf(argv, options), await loadOperations());
    return 'operation' in target ? target.operation : undefined;
  }

  async function moreOptions(argv: readonly string[]): Promise<OptionSpecs> {
    const operation = await operationIn(argv);
    return operation ? operationOptions(operation, await loadOperations(), argv) : {};
  }

  async function run(
    values: Values<typeof OPTIONS>,
    words: readonly string[],
    more: Readonly<Record<string, Given>>,
    io: Io,
  ): Promise<unknown> {
    const table = await loadOperations();
    const target = spec.targetOf(words, table);
    refuseMoreWords(words, target);
    const seconds = wholeNumber('timeout', values.timeout);
    const body = values.body === undefined ? undefined : await readJson('--body', values.body, io);
    const { fields } = values;
    const callOptions = {
      signal: io.signal,
      ...(seconds !== undefined && { deadlineMs: seconds * 1000 }),
      ...(fields !== undefined && { fields }),
    };
    const criteria = criteriaFrom('operation' in target ? target.operation.name : '', values);
    if ('operation' in target) {
      const { operation } = target;
      const input = withCriteria(operation, inputOf(operation, table, more, body), criteria);
      const { magento } = await connect(values, io);
      return runOperation(magento, operation, input, callOptions);
    }
    if (criteria) throw new UsageError('A path takes its search criteria in its query.');
    const { magento } = await connect(values, io);
    return magento.request({ ...target, ...(body !== undefined && { body }) }, callOptions);
  }

  return defineCommand({
    ...spec,
    options,
    more: moreOptions,
    async moreHelp(argv) {
      const words = wordsOf(argv, options);
      const operation = words.length > 0 ? await operationIn(argv) : undefined;
      if (!operation) return '';
      return operationHelp(spec.name, operation, await loadOperations(), options);
    },
    complete: async () => completeNames(await loadOperations(), spec),
    async completeOption(words, begin): Promise<readonly Candidate[]> {
      const operation = await operationIn(words).catch(() => undefined);
      return operation ? completeMembers(operation, await loadOperations(), begin) : [];
    },
    async run({ values, positionals, more }, io) {
      const report = createReport(io, values);
      warnOfSecrets(more, report);
      const answer = await run(values, positionals, more, io);
      if (answer !== undefined && answer !== null) {
        report.result(answer, () => toJsonText(answer, 2));
      }
      return EXIT.ok;
    },
  });
}
