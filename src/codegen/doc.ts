import type { OperationModel } from './operations.js';
import { docCode, docText } from './text.js';

const editions = new Map([
  ['open-source', 'Open Source'],
  ['commerce', 'Adobe Commerce'],
  ['b2b', 'B2B for Adobe Commerce'],
]);

/** The right an operation takes, as the store checks it. */
export function rights(operation: OperationModel): readonly string[] {
  const acl = operation.source['x-acl'];
  if (acl && acl.length > 0) return acl;
  const callers = operation.entry?.callers ?? operation.source['x-callers'] ?? [];
  if (callers.includes('guest')) return ['anonymous'];
  return callers.includes('admin') ? ['Magento_Backend::admin'] : ['self'];
}

/** The doc comment of an operation's function, line by line. */
export function operationDoc(operation: OperationModel): string[] {
  const { entry, source, key } = operation;
  const summary = docText(entry?.summary || source.description) || `Calls ${docCode(key)}.`;
  const notes = docText(entry?.notes);
  const known = facts(operation);
  const isSaid = known.length === 1 && summary.includes(docCode(key));
  return [
    summary,
    ...(isSaid ? [] : ['', known.join(' · ')]),
    ...(notes === '' ? [] : ['', notes]),
    ...errors(operation),
  ];
}

function facts({ key, entry, source }: OperationModel): string[] {
  const acl = source['x-acl'] ?? [];
  const callers = entry?.callers ?? source['x-callers'] ?? [];
  const edition = source['x-edition'];
  const since = source['x-since'];
  const right = acl.map((resource) =>
    resource.includes('::') ? `ACL ${docCode(resource)}` : docText(resource),
  );
  return [
    docCode(key),
    ...right,
    ...(callers.length > 0 ? [`callers: ${callers.map(docText).join(', ')}`] : []),
    ...(edition === undefined ? [] : [docText(editions.get(edition) ?? edition)]),
    ...(since === undefined
      ? []
      : [`since ${docText(since)}${since === '2.4.6' ? ' or earlier' : ''}`]),
  ];
}

/** Errors a caller may want to tell from others. */
function errors(operation: OperationModel): string[] {
  const [right = ''] = operation.source['x-acl'] ?? [];
  const ids = operation.pathMembers.map(({ name }) => docCode(name));
  const lines = [
    ...(ids.length > 0 ? [`@throws NotFoundError if nothing has this ${ids.join(', ')}`] : []),
    ...(right.includes('::')
      ? [`@throws PermissionError without the right ${docCode(right)}`]
      : []),
    ...(right === 'self' ? ['@throws PermissionError unless a customer calls'] : []),
    ...(/^create\w*Token/.test(operation.name)
      ? ['@throws AuthenticationError if the credentials are refused']
      : []),
    ...(/place(Purchase)?Order/i.test(operation.name)
      ? ['@throws RateLimitError if the store pushes back on orders (2.4.7 or later)']
      : []),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}
