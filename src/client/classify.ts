export {
  type AnsweredAttempt,
  type AttemptResult,
  type ClassifiedRequest,
  type Classify,
  classify,
  type UnansweredAttempt,
  type Verdict,
} from '../http/classify.js';
