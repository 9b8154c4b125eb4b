/** How items become text. */
export interface Format<Item> {
  /** What makes two formats the same; a file is only resumed with its own. */
  readonly name: string;
  /** What stands before the first item. */
  readonly head: string;
  /** Items as text, each with the end of its line. */
  text(items: readonly Item[]): string;
}
