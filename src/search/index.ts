export type { Condition } from './conditions.js';
export type { Filter, FilterGroup, SearchCriteria, SortOrder } from './criteria.js';
export type { Column, Comparison, Criteria, CriteriaBuilder } from './criteria-builder.js';
export type {
  AnyFields,
  FieldName,
  FieldSelection,
  Fields,
  FieldTree,
  Selected,
} from './fields/types.js';
export { parseCriteria } from './parse-criteria.js';
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
export { anyOf, where } from './where.js';
