export { type BatchOptions, type BatchRest, type BatchRow, batch } from './batch.js';
export { type Bulk, bulk } from './bulk.js';
export type { JobHandle, OpenBulk } from './handle.js';
export type { BulkJob, JobStatus, WaitOptions } from './job.js';
export type { Journal, JournalRecord } from './journal.js';
export type { InputOf, OutputOf, WriteFunction } from './operation-of.js';
export type { BulkMode, BulkOptions, ChunkOptions, JobOptions, ResumeOptions } from './options.js';
export type { Items } from './plan.js';
export type {
  BulkCounts,
  BulkFailure,
  BulkResult,
  BulkSummary,
  DoneResult,
  FailedResult,
  ItemPlace,
  NotSentResult,
  Reason,
  UnknownResult,
} from './results.js';
export { resumeJob } from './resume.js';
export { type AsyncOperation, sendAsync } from './send-async.js';
