import type { Handler } from '../call.js';

/** One declared argument of a service. */
export interface Argument {
  readonly name: string;
  /** `int`, `string`, `catalog-data-product-interface`, `int[]`, `criteria` … */
  readonly type: string;
  readonly from: 'path' | 'query' | 'body';
  readonly required: boolean;
}

/** A route of the store and what it takes. */
export interface Route {
  /** `GET /V1/products/{sku}`: the key of handlers. */
  readonly key: string;
  readonly template: readonly string[];
  /** ACL ids, or `anonymous`, or `self`. */
  readonly resources: readonly string[];
  /** `catalog/ProductRepositoryInterface::save`; undefined where it is not known. */
  readonly service?: string;
  /** Name of the service in the schema: `catalogProductRepositoryV1`. */
  readonly tag: string;
  /** The smallest edition that has it. */
  readonly edition: 'open-source' | 'commerce' | 'b2b';
  /** The version that brought it; `2.4.6` stands for all before, too. */
  readonly since: string;
  /** The type it answers; undefined for nothing. */
  readonly result: string | undefined;
  readonly arguments: readonly Argument[];
  /** Serves it; undefined where the sandbox does not. */
  readonly handler?: Handler | undefined;
}

/** Reads a line of `generated/routes.ts`. */
export function readRoute(line: string): Route {
  const words = line.split(' ');
  const [verb = '', path = '', resources = '', service = '-', edition, since = '', result = '-'] =
    words;
  return {
    key: `${verb} ${path}`,
    template: templateOf(path),
    resources: resources.split(','),
    ...(service !== '-' && { service }),
    tag: service === '-' ? tagOfPath(path) : tagOf(service),
    edition: edition === 'b2b' || edition === 'commerce' ? edition : 'open-source',
    since,
    result: result === '-' ? undefined : result,
    arguments: words.slice(7).map(readArgument),
  };
}

/** The segments of a path template. */
export function templateOf(path: string): readonly string[] {
  return path.replace(/\/$/, '').slice(1).split('/');
}

/** `/id:int!` of a path, `?storeId:int` of a query, `product:catalog-data-product-interface!` of a body. */
function readArgument(word: string): Argument {
  const [, mark = '', name = '', type = '', required = ''] =
    /^([/?]?)([^:]+):([^!]+)(!?)$/.exec(word) ?? [];
  const from = mark === '/' ? 'path' : mark === '?' ? 'query' : 'body';
  return { name, type, from, required: required === '!' };
}

/** `catalog/ProductRepositoryInterface::save` as `catalogProductRepositoryV1`. */
function tagOf(service: string): string {
  const [module = '', name = ''] = service.split('/');
  const exception = exceptions[`${module}/${name.replace(/::.*/, '')}`];
  if (exception !== undefined) return exception;
  return `${camel(module)}${name.replace(/(Interface)?::.*/, '')}V1`;
}

/** Services that are not called after their module and interface. */
const exceptions: Readonly<Record<string, string>> = {
  'adobe-stock-asset/AssetRepositoryInterface': 'adobeStockAssetApiAssetRepositoryV1',
  'adobe-stock-asset/GetAssetListInterface': 'adobeStockAssetApiGetAssetListV1',
  'adobe-stock-image/GetImageListInterface': 'adobeStockImageApiGetImageListV1',
  'search/SearchInterface': 'searchV1',
};

/** Routes of Commerce, of which the classes are not published, are one service for each first segment. */
function tagOfPath(path: string): string {
  return `${camel((path.split('/')[2] ?? '').replaceAll('_', '-'))}V1`;
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
