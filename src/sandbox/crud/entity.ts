import type { MagentoFailure } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import type { World } from '../store/world.js';

/** Rows of a kind by their id. */
export type Table = Map<number, JsonObject>;

/** What a save is about. */
export interface Save {
  readonly world: World;
  /** The row before; undefined for a new one. */
  readonly existing: JsonObject | undefined;
  /** What was sent. */
  readonly sent: JsonObject;
}

/** A simple kind of rows: what its routes are called and what is special about it. */
export interface Entity {
  /** The routes it has. The path parameter of one is its id, whatever it is called. */
  readonly routes: {
    readonly list?: string;
    readonly get?: string;
    readonly create?: string;
    readonly update?: string;
    readonly remove?: string;
  };
  readonly rows: (world: World) => Table;
  /** Whose ids are counted together. */
  readonly table: string;
  /** The member that holds the id: `class_id`. */
  readonly id: string;
  /** The member of a body that holds the row. */
  readonly argument: string;
  /** Its data type; members of scalar types are the columns of lists. */
  readonly type: string;
  /** Columns of the database that are not members: by name, how to tell them from a row. */
  readonly columns?: Readonly<Record<string, (row: JsonObject, world: World) => Json | undefined>>;
  /** Members a row cannot do without; an empty text is none. */
  readonly required?: readonly string[];
  /** What a new row has without being asked. */
  readonly defaults?: JsonObject;
  /** Refuses what cannot be saved; may answer members that follow from others. */
  readonly complete?: (save: Save) => JsonObject;
  /** Refuses to delete a row that is needed. */
  readonly keep?: (row: JsonObject, world: World) => void;
  /** The 404. Default `No such entity with %fieldName = %fieldValue`, of the path parameter. */
  readonly absent?: (id: number) => MagentoFailure;
  /** The row as answered. Default as it is. */
  readonly render?: (row: JsonObject, world: World) => JsonObject;
  /** What a save answers. Default the row. */
  readonly answers?: 'row' | 'id' | 'text of the id when created' | 'nothing';
  /** What a deletion answers. Default true. */
  readonly deletes?: 'true' | 'nothing';
  /** Whether the list may be asked for without criteria. Default false. */
  readonly optionalCriteria?: boolean;
}
