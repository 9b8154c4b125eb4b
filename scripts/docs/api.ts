// Builds the API reference below docs/api, which git ignores. Every entry of package.json is in it. Ends with 1
// on any warning: an export without a doc comment, a link that leads nowhere, a type that is missing.
import { Application, Converter } from 'typedoc';
import { entryPoints } from './entry-points.js';
import { isForeign } from './foreign.js';

/** Steps on the way to a type that has a page: what they say is in its comment. */
const WITHOUT_PAGE = [
  // search criteria
  ...['Equality', 'Ordering', 'Matching', 'Membership', 'Listing', 'Presence', 'OnField'],
  // response filters
  ...['Name', 'Below', 'Single', 'ByNames', 'BySelection'],
  // binding
  ...['BoundFunction', 'Resources'],
  // members under symbols, for parts of the library among themselves
  ...['PageLimits', 'ConnectionAccess'],
  // rows of batches
  ...['RowsOf', 'Rest'],
  ...['Json', 'JsonObject', 'JsonText'],
  ...['Named', 'OWNERS', 'Schema'],
];

const entries = entryPoints();
const importedBy = new Map(
  entries.map(({ name, file }) => [file.replace(/(\/index)?\.ts$/, ''), name]),
);

const app = await Application.bootstrap({
  name: 'magekit',
  entryPoints: entries.map(({ file }) => file),
  // `npm run typecheck` does that, with the compiler the code is written for.
  skipErrorChecking: true,
  readme: 'none',
  // Lines of which commit?
  disableSources: true,
  // A property may be clear by its name and type.
  requiredToBeDocumented: ['Variable', 'Function', 'Class', 'Interface', 'TypeAlias', 'Accessor'],
  intentionallyNotExported: WITHOUT_PAGE,
  validation: {
    notDocumented: true,
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    unusedMergeModuleWith: true,
  },
});
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
  for (const module of project.children ?? []) {
    module.name = importedBy.get(module.name) ?? module.name;
  }
});

const project = await app.convert();
if (project) {
  const foreign = Object.values(project.reflections).filter(isForeign);
  app.options.setValue('intentionallyNotDocumented', [
    ...new Set(foreign.map((reflection) => reflection.getFriendlyFullName())),
  ]);
  app.validate(project);
  await app.generateDocs(project, 'docs/api');
}
const { warningCount, errorCount } = app.logger;
console.log(
  `api reference: ${entries.length} entries, ${warningCount} warnings, ${errorCount} errors`,
);
process.exitCode = project === undefined || warningCount + errorCount > 0 ? 1 : 0;
