export type {
  Condition,
  Criteria,
  Filter,
  FilterGroup,
  SearchCriteria,
  SortOrder,
} from './criteria.js';
export type {
  Cursor,
  Drift,
  Key,
  KeyRange,
  KeysetCursor,
  OffsetCursor,
  Page,
  PageWalk,
  Walk,
  WalkOptions,
  WalkSource,
} from './walk/types.js';
export { walk, walkPages } from './walk/walk.js';
