/** A test of an option's value. */
export type OptionCheck = (value: unknown) => boolean;

export const isFunction: OptionCheck = (value) => typeof value === 'function';

/** An object with a function of this name. */
export const hasFunction =
  (name: string): OptionCheck =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    isFunction((value as Record<string, unknown>)[name]);

export const isNumberFrom =
  (least: number): OptionCheck =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= least;

export const isCountFrom =
  (least: number): OptionCheck =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least;
