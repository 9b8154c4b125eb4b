/** A test of a value. */
export type ValueTest = (value: unknown) => boolean;

export const isFunction: ValueTest = (value) => typeof value === 'function';

/** An object with a function of this name. */
export const hasFunction =
  (name: string): ValueTest =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    isFunction((value as Record<string, unknown>)[name]);

export const isNumberFrom =
  (least: number): ValueTest =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= least;

export const isCountFrom =
  (least: number): ValueTest =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least;
