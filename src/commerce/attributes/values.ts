/** An option by its id, for labels that are not unique, or ids no label is known for. */
export interface OptionId {
  readonly option: string;
}

/**
 * A value of a custom attribute: the label of an option or its id, labels of a multiselect, a boolean, a
 * number for prices and decimals, a Date for date and time, `YYYY-MM-DD` for a date, text for the rest. Null
 * clears it; in a store view it takes the value of all again.
 */
export type AttributeValue =
  | string
  | number
  | boolean
  | Date
  | OptionId
  | readonly (string | number | OptionId | object)[]
  | null;

/** Custom attributes by code. */
export type AttributeMap = Readonly<Record<string, AttributeValue>>;

/** Whether a value names an option by its id. */
export const isOptionId = (value: unknown): value is OptionId =>
  typeof value === 'object' && value !== null && 'option' in value;
