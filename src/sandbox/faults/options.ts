/** What goes wrong between a client and an answer. */
export type FaultKind =
  /** The connection is reset before anything of the answer is sent. */
  | 'reset'
  /** The answer stops in the middle of its body, and the connection ends. */
  | 'cutBody'
  /** The body comes in two halves, `ms` apart. */
  | 'slowBody'
  /** 200 with a page, as of a login wall or a cache. */
  | 'htmlPage'
  /** 500 with a report id, as of any exception Magento hides. */
  | 'internalError'
  /** 503 with a page and no `Retry-After`, as `bin/magento maintenance:enable` has it. */
  | 'maintenance'
  /** 403 with a page, as a firewall has it. */
  | 'firewall'
  /** 500 with a page sent as text: the database refuses. */
  | 'databaseDown'
  /** 502 with a page: PHP is gone. */
  | 'badGateway';

/** Something that goes wrong with some requests. */
export interface Fault {
  readonly kind: FaultKind;
  /** How many requests at most. Default all that meet the rest. */
  readonly next?: number;
  /** The chance of each request, 0 to 1, drawn from the seed. Default 1. */
  readonly rate?: number;
  /** How the paths begin it is about, as sent: `/rest/V1/orders`. Default all. */
  readonly path?: string;
  /** The verb it is about. Default all. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Whether the request comes to nothing or is carried out and its answer lost. Default `answer` for `reset`,
   * `cutBody` and `slowBody`, which Magento has no part in, and `request` for the others.
   */
  readonly loses?: 'request' | 'answer';
  /** How long `slowBody` stops in the middle, in milliseconds. Default 1000. */
  readonly ms?: number;
}

/** How many requests a store serves at once, and what it says to those beyond. */
export interface CapacityOptions {
  /** Requests served side by side; give them a `latency` or `cost`, or none lasts long enough to be counted. */
  readonly concurrent: number;
  /** Default 503. */
  readonly status?: 429 | 503;
  /** Seconds of a `Retry-After` header. Default none. */
  readonly retryAfter?: number;
}

/** Switches of what goes wrong on the way, and of how long it takes. */
export interface FaultSwitches {
  /** What goes wrong; the first that fits a request happens. Setting it counts anew. Default nothing. */
  readonly faults?: readonly Fault[];
  /** How many requests are served at once; false for any number. Default false. */
  readonly capacity?: false | CapacityOptions;
  /** How long each answer takes besides its `cost`, in milliseconds; a function is asked for each. Default 0. */
  readonly latency?: number | (() => number);
  /**
   * How far the shop's clock is ahead of the clock of the options, in seconds, negative for behind: it dates
   * answers, judges the timestamps of signatures and ends tokens. Default 0.
   */
  readonly clockSkew?: number;
}

/** The same with its defaults filled in. */
export interface FaultSettings {
  readonly faults: readonly Fault[];
  /** Undefined where there is no limit. */
  readonly capacity: CapacityOptions | undefined;
  readonly latency: () => number;
  readonly clockSkew: number;
}

/** Fills in the defaults. */
export function faultSettings(switches: FaultSwitches): FaultSettings {
  const { faults = [], capacity = false, latency = 0, clockSkew = 0 } = switches;
  return {
    faults,
    capacity: capacity === false ? undefined : capacity,
    latency: typeof latency === 'function' ? latency : () => latency,
    clockSkew,
  };
}
