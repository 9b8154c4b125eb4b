import { type Handlers, pathId } from '../../call.js';
import { failure } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, textAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import { nextId, type World } from '../../store/world.js';
import { dropPart, type PartList, partsOf, productOfPath, putPart } from './rows.js';

/** Files a shopper buys, and samples of them. */
export const downloadHandlers: Handlers = {
  ...handlersOf({
    path: '/V1/products/{sku}/downloadable-links',
    remove: '/V1/products/downloadable-links/{id}',
    list: 'downloadable_product_links',
    argument: 'link',
    table: 'downloadLink',
    check: checkLink,
    defaults: { is_shareable: 0, sample_type: null },
    file: 'link_file',
    absent: 'No downloadable link with the provided ID was found. Verify the ID and try again.',
  }),
  ...handlersOf({
    path: '/V1/products/{sku}/downloadable-links/samples',
    remove: '/V1/products/downloadable-links/samples/{id}',
    list: 'downloadable_product_samples',
    argument: 'sample',
    table: 'downloadSample',
    check: checkSample,
    defaults: {},
    file: 'sample_file',
    absent: 'No downloadable sample with the provided ID was found. Verify the ID and try again.',
  }),
};

interface Kind {
  readonly path: string;
  /** Deleted by the id alone, wherever it hangs. */
  readonly remove: string;
  readonly list: PartList;
  readonly argument: string;
  readonly table: string;
  readonly check: (sent: JsonObject) => void;
  readonly defaults: JsonObject;
  /** The member that holds the path of the file; its content is in `<file>_content`. */
  readonly file: string;
  readonly absent: string;
}

function handlersOf(kind: Kind): Handlers {
  const { path, list } = kind;
  return {
    [`GET ${path}`]: (call) => partsOf(productOfPath(call), list),
    [`POST ${path}`]: (call) => {
      const product = productOfPath(call);
      if (product.typeId !== 'downloadable') {
        throw failure(
          400,
          'The product needs to be the downloadable type. Verify the product and try again.',
        );
      }
      const sent = objectAt(call.input, kind.argument);
      kind.check(sent);
      const id = nextId(call.world, kind.table);
      putPart(product, list, 'id', rowFrom(kind, { ...kind.defaults, ...sent, id }));
      return String(id);
    },
    [`PUT ${path}/{id}`]: (call) => {
      const product = productOfPath(call);
      const sent = objectAt(call.input, kind.argument);
      const existing = partsOf(product, list).find(({ id }) => id === pathId(call, 'id'));
      if (existing === undefined) throw failure(404, kind.absent);
      putPart(product, list, 'id', rowFrom(kind, { ...existing, ...sent, id: pathId(call, 'id') }));
      return String(pathId(call, 'id'));
    },
    [`DELETE ${kind.remove}`]: (call) => {
      const found = ownerOf(kind, call.world, pathId(call, 'id'));
      if (found === undefined) throw failure(404, kind.absent);
      dropPart(found.product, list, found.row);
      return true;
    },
  };
}

function ownerOf(
  { list }: Kind,
  world: World,
  id: number,
): { product: Product; row: JsonObject } | undefined {
  for (const product of world.products.values()) {
    const row = partsOf(product, list).find((one) => one.id === id);
    if (row !== undefined) return { product, row };
  }
  return undefined;
}

/** Content becomes a file under its first two letters. */
function rowFrom({ file }: Kind, sent: JsonObject): JsonObject {
  const { [`${file}_content`]: content, ...row } = sent;
  const name = textAt(objectAt({ content }, 'content'), 'name');
  if (name === undefined) return row;
  const letters = name.slice(0, 2).padEnd(2, '_').replaceAll('.', '_').split('');
  return { ...row, [file]: `/${letters.join('/')}/${name}` };
}

function checkLink(sent: JsonObject): void {
  if (
    sent.sample_type === 'file' &&
    sent.sample_file === undefined &&
    sent.sample_file_content === undefined
  ) {
    throw failure(400, 'Link sample file not found. Please try again.');
  }
  checkContent(sent, 'link_file', 'Link file not found. Please try again.');
  if ((textAt(sent, 'title') ?? '') === '') {
    throw failure(400, 'The link title is empty. Enter the title and try again.');
  }
  if ((numberAt(sent, 'price') ?? -1) < 0) {
    throw failure(400, 'Link price must have numeric positive value.');
  }
  if ((numberAt(sent, 'number_of_downloads') ?? -1) < 0) {
    throw failure(400, 'Number of downloads must be a positive integer.');
  }
}

function checkSample(sent: JsonObject): void {
  checkContent(sent, 'sample_file', 'Sample file not found. Please try again.');
  if ((textAt(sent, 'title') ?? '') === '') {
    throw failure(400, 'The sample title is empty. Enter the title and try again.');
  }
}

function checkContent(sent: JsonObject, file: string, absent: string): void {
  const type = sent[file.replace('file', 'type')];
  if (type === 'url' || sent[file] !== undefined) return;
  const content = objectAt(sent, `${file}_content`);
  if (Object.keys(content).length === 0) throw failure(400, absent);
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(textAt(content, 'file_data') ?? '')) {
    throw failure(400, 'Provided content must be valid base64 encoded data.');
  }
}
