import { type Handlers, pathId } from '../../call.js';
import { failure, type MagentoFailure } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt } from '../../json.js';
import { type Criteria, echoOf } from '../../search/criteria.js';
import type { Document } from '../../store/rows.js';
import { nextId, nowText, type World } from '../../store/world.js';

/** A kind of document and the routes of its comments and mails. */
interface Kind {
  readonly path: string;
  readonly rows: (world: World) => Map<number, Document>;
  /** Whose ids comments are counted by. */
  readonly table: string;
  /** Where comments are sent to; the body names the document. */
  readonly addComment: string;
  readonly refusal: string;
}

/** Comments of documents, and mails about them. */
export const documentPartHandlers: Handlers = {
  ...handlersOf({
    path: '/V1/invoices/{id}',
    rows: (world) => world.invoices,
    table: 'invoiceComment',
    addComment: 'POST /V1/invoices/comments',
    refusal: "The invoice comment couldn't be saved.",
  }),
  ...handlersOf({
    path: '/V1/shipment/{id}',
    rows: (world) => world.shipments,
    table: 'shipmentComment',
    addComment: 'POST /V1/shipment/{id}/comments',
    refusal: "The shipment comment couldn't be saved.",
  }),
  ...handlersOf({
    path: '/V1/creditmemo/{id}',
    rows: (world) => world.creditmemos,
    table: 'creditmemoComment',
    addComment: 'POST /V1/creditmemo/{id}/comments',
    refusal: 'Could not save the creditmemo comment.',
  }),
};

function handlersOf({ path, rows, table, addComment, refusal }: Kind): Handlers {
  return {
    [`GET ${path}/comments`]: (call) =>
      commentsAnswer(pathId(call, 'id'), rows(call.world).get(pathId(call, 'id'))),
    [`POST ${path}/emails`]: (call) => {
      documentById(rows(call.world), pathId(call, 'id'));
      return true;
    },
    [addComment]: ({ world, input }) => {
      const sent = objectAt(input, 'entity');
      const id = numberAt(sent, 'parent_id') ?? 0;
      const document = rows(world).get(id);
      if (document === undefined) throw failure(400, refusal);
      const comment = {
        is_customer_notified: 0,
        is_visible_on_front: 0,
        ...sent,
        created_at: nowText(world),
        entity_id: nextId(world, table),
      };
      const comments = [...objectsAt(document, 'comments'), comment];
      rows(world).set(id, { ...document, comments });
      return comment;
    },
  };
}

/** Comments go out as a search by the document, even where there is none. */
export function commentsAnswer(id: number, document: JsonObject | undefined): JsonObject {
  const criteria: Criteria = {
    groups: [[{ field: 'parent_id', value: String(id), condition: 'eq' }]],
    sorts: [],
    pageSize: undefined,
    currentPage: undefined,
  };
  const items = objectsAt(document ?? {}, 'comments');
  return { items, search_criteria: echoOf(criteria), total_count: items.length };
}

/** A document, or Magento's refusals. */
export function documentById(documents: ReadonlyMap<number, Document>, id: number): Document {
  if (id === 0) throw failure(400, 'An ID is needed. Set the ID and try again.');
  const document = documents.get(id);
  if (document === undefined) throw noSuchDocument();
  return document;
}

/** The sentence for documents that are not there. */
export function noSuchDocument(): MagentoFailure {
  return failure(
    404,
    "The entity that was requested doesn't exist. Verify the entity and try again.",
  );
}
