import { isSince, type MagentoVersion } from './versions.js';

/** Magento's limits of input, `webapi/validation/*` in its configuration. */
export interface InputLimitOptions {
  /** The master switch. */
  readonly enabled: boolean;
  /** Largest page size; a larger one is refused with 400. A page size of 0 passes and means all. Default 300. */
  readonly maximumPageSize?: number;
  /** Page size of a list that names none. Default 999999 since Magento 2.4.6, 20 before. */
  readonly defaultPageSize?: number;
  /** Most objects one list in a request may hold. Default 999999 since Magento 2.4.6, 20 before. */
  readonly complexArrayLimit?: number;
}

/** The web server in front of Magento, and its limits. */
export interface WebServerOptions {
  /** Apache answers 404 to `%2F` in a path, as its default is, and echoes TRACE. Default `nginx`. */
  readonly software?: 'nginx' | 'apache';
  /** Longest path and query in bytes; a longer one is answered 414, a page. Default 8192, as nginx. */
  readonly maximumUrlBytes?: number;
  /** Largest body in bytes; a larger one is answered 413, a page. Default 1048576, as nginx. */
  readonly maximumBodyBytes?: number;
}

/** What answers cost the store, in milliseconds. */
export interface CostOptions {
  /** Each answer of the web API. Default 55. */
  readonly baseMs?: number;
  /** Each row of a list that is answered. Default 10. */
  readonly perRowMs?: number;
  /** Each row of a list that the database reads and drops, to get to the page asked. Default 0.002. */
  readonly perSkippedRowMs?: number;
  /** Each row that meets the filters: they are counted for every page. Default 0.001. */
  readonly perCountedRowMs?: number;
}

/** Switches of lists and limits. */
export interface ListSwitches {
  /** Limits of input. Default off, as in a new store. */
  readonly inputLimits?: InputLimitOptions;
  /** Limits of the web server. Default those of nginx; `Infinity` is none. */
  readonly webServer?: WebServerOptions;
  /**
   * What a page beyond the last one holds: nothing, or, as in Magento 2.3, what the last one holds.
   * Default `empty`.
   */
  readonly endOfList?: 'empty' | 'repeat';
  /**
   * Makes each answer wait as long as a store needs for it, by a timer and without burning the processor:
   * base + rows answered + rows skipped by `currentPage` + rows counted. `true` takes the defaults. They come
   * from a real 2.4.6 in production mode on two busy cores, one request at a time: 55 ms for the store
   * configurations, 1,039 ms for 100 products. It held too few rows to say what skipping and counting cost;
   * those two are of the order of a scan along an index in MySQL. Waits keep nobody else waiting.
   * Default false.
   */
  readonly cost?: boolean | CostOptions;
}

/** Limits of input that are on. */
export type InputLimits = Required<Omit<InputLimitOptions, 'enabled'>>;

/** The switches of lists and limits with their defaults filled in. */
export interface ListSettings {
  /** Undefined where they are off. */
  readonly inputLimits: InputLimits | undefined;
  readonly webServer: Required<WebServerOptions>;
  readonly endOfList: 'empty' | 'repeat';
  /** Undefined where answers cost nothing. */
  readonly cost: Required<CostOptions> | undefined;
}

/** Fills in the defaults. */
export function listSettings(switches: ListSwitches, version: MagentoVersion): ListSettings {
  return {
    inputLimits: inputLimits(switches.inputLimits, version),
    webServer: {
      software: 'nginx',
      maximumUrlBytes: 8192,
      maximumBodyBytes: 1_048_576,
      ...switches.webServer,
    },
    endOfList: switches.endOfList ?? 'empty',
    cost: cost(switches.cost ?? false),
  };
}

function inputLimits(
  options: InputLimitOptions = { enabled: false },
  version: MagentoVersion,
): InputLimits | undefined {
  const { enabled, ...limits } = options;
  if (!enabled) return undefined;
  const most = isSince(version, '2.4.6') ? 999_999 : 20;
  return {
    maximumPageSize: 300,
    defaultPageSize: most,
    complexArrayLimit: most,
    ...limits,
  };
}

function cost(option: boolean | CostOptions): Required<CostOptions> | undefined {
  if (option === false) return undefined;
  return {
    baseMs: 55,
    perRowMs: 10,
    perSkippedRowMs: 0.002,
    perCountedRowMs: 0.001,
    ...(option === true ? {} : option),
  };
}
