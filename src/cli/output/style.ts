import { styleText } from 'node:util';
import type { Io, Output } from '../io.js';

/** How text may stand out. */
export type Style = (text: string) => string;

/** Styles for one output: plain text unless it is a terminal that shows colours. */
export interface Styles {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly green: Style;
  readonly yellow: Style;
}

/** Whether an output is a terminal that can move its cursor. */
export const isTerminal = ({ env }: Pick<Io, 'env'>, output: Output): boolean =>
  output.isTTY === true && env.TERM !== 'dumb';

/**
 * Styles for an output. `NO_COLOR` switches them off.
 * @see https://no-color.org
 */
export function stylesFor(io: Pick<Io, 'env'>, output: Output): Styles {
  const colours = isTerminal(io, output) && !io.env.NO_COLOR;
  const style =
    (name: keyof Styles): Style =>
    (text) =>
      colours ? styleText(name, text, { validateStream: false }) : text;
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    green: style('green'),
    yellow: style('yellow'),
  };
}
