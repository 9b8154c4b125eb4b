import { type Call, type Handlers, pathId } from '../call.js';
import { failure } from '../errors.js';
import { type JsonObject, numberAt, objectAt, textAt } from '../json.js';
import { search } from '../search/run.js';
import { nextId, nowText, type World } from '../store/world.js';

/** Pages and blocks of content. */
export const contentHandlers: Handlers = {
  ...handlersOf({
    path: '/V1/cmsPage',
    table: 'cmsPage',
    id: 'pageId',
    argument: 'page',
    key: 'page_id',
    rows: (world) => world.cmsPages,
    absent: 'The CMS page with the "%1" ID doesn\'t exist.',
    check: checkPage,
    defaults: { sort_order: '0' },
  }),
  ...handlersOf({
    path: '/V1/cmsBlock',
    table: 'cmsBlock',
    id: 'blockId',
    argument: 'block',
    key: 'block_id',
    rows: (world) => world.cmsBlocks,
    absent: 'The CMS block with the "%1" ID doesn\'t exist.',
    check: checkBlock,
    defaults: {},
  }),
};

/** A kind of content. */
interface Kind {
  readonly path: string;
  /** Whose ids are counted together. */
  readonly table: string;
  /** Name of the path parameter. */
  readonly id: string;
  /** Name of the member of a body. */
  readonly argument: string;
  /** Column of the id. */
  readonly key: string;
  readonly rows: (world: World) => Map<number, JsonObject>;
  /** The 404. */
  readonly absent: string;
  /** Refuses content that cannot be saved. */
  readonly check: (content: JsonObject) => void;
  /** What the database fills in; the answer to a save does not know of it. */
  readonly defaults: JsonObject;
}

function handlersOf(kind: Kind): Handlers {
  const { path, id, rows } = kind;
  const ofPath = (call: Call): JsonObject => byId(kind, call.world, pathId(call, id));
  return {
    [`GET ${path}/search`]: (call) =>
      search(call, {
        rows: rows(call.world).values(),
        has: (field) => columns.includes(field) || field === kind.key,
        column: (row, field) => column(row, field, kind.key),
        render: (row) => row,
        unknownField: 'hidden',
      }),
    [`GET ${path}/{${id}}`]: ofPath,
    [`DELETE ${path}/{${id}}`]: (call) => {
      rows(call.world).delete(Number(ofPath(call).id));
      return true;
    },
    [`POST ${path}`]: (call) => save(kind, call),
    [`PUT ${path}/{id}`]: (call) => save(kind, call),
  };
}

function save(kind: Kind, { world, input }: Call): JsonObject {
  const sent = objectAt(input, kind.argument);
  const given = numberAt(sent, 'id');
  const existing = given === undefined ? undefined : byId(kind, world, given);
  kind.check({ ...existing, ...sent });
  const id = given ?? nextId(world, kind.table);
  const creation_time = existing?.creation_time ?? nowText(world);
  const row = { ...kind.defaults, active: true, ...existing, ...sent, id, creation_time };
  kind.rows(world).set(id, { ...row, update_time: nowText(world) });
  // The answer is what was in PHP's hands: without what only the database filled in.
  if (existing !== undefined) return { ...row, update_time: undefined };
  const { creation_time: _made, update_time: _changed, ...saved } = sent;
  return { id, ...saved, active: sent.active ?? false };
}

function byId({ rows, absent }: Kind, world: World, id: number): JsonObject {
  const row = rows(world).get(id);
  if (row === undefined) throw failure(404, absent, [id]);
  return row;
}

function checkPage(page: JsonObject): void {
  if ((textAt(page, 'title') ?? '') === '') {
    throw failure(400, 'Required field "%1" is empty.', ['title']);
  }
  if (/^[a-z0-9][a-z0-9_/-]*(\.[a-z0-9_-]+)?$/.test(textAt(page, 'identifier') ?? '')) return;
  throw failure(400, 'Could not save the page: %1', [
    "The page URL key can't use capital letters or disallowed symbols. Remove the letters and symbols and try again.",
  ]);
}

/** The database refuses it, and Magento passes on what it says. */
function checkBlock(block: JsonObject): void {
  const absent = ['identifier', 'title'].find((name) => textAt(block, name) === undefined);
  if (absent === undefined) return;
  throw failure(
    400,
    `SQLSTATE[23000]: Integrity constraint violation: 1048 Column '${absent}' cannot be null, query was: ` +
      'INSERT INTO `cms_block` (`block_id`, `title`, `identifier`, `content`, `is_active`) VALUES (?, ?, ?, ?, ?)',
  );
}

const columns = [
  'identifier',
  'title',
  'content',
  'creation_time',
  'update_time',
  'is_active',
  'page_layout',
  'sort_order',
  'meta_title',
  'content_heading',
  'store_id',
];

function column(row: JsonObject, field: string, key: string) {
  if (field === key) return row.id;
  if (field === 'is_active') return row.active;
  // Everything is shown in all store views.
  return field === 'store_id' ? 0 : row[field];
}
