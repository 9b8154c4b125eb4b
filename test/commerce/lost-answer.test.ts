import { expect, it } from 'vitest';
import { isAnswerLost } from '../../src/commerce/lost-answer.js';
import {
  AttemptTimeoutError,
  BudgetClosedError,
  DeadlineError,
  InputError,
  NetworkError,
  ResponseFormatError,
} from '../../src/index.js';

const deadline = (stage: 'queue' | 'login' | 'attempt' | 'back-off') =>
  new DeadlineError('late', { stage });

it.each([
  ['a broken connection', new NetworkError('reset'), true],
  ['an attempt without an answer', new AttemptTimeoutError('slow'), true],
  ['a deadline while the request was out', deadline('attempt'), true],
  ['a page instead of an answer', new ResponseFormatError('html', { status: 200 }), true],
  ['a deadline in the queue', deadline('queue'), false],
  ['a deadline at the login', deadline('login'), false],
  ['a closed budget', new BudgetClosedError('closed'), false],
  ['wrong input', new InputError('wrong'), false],
  ['an error of others', new TypeError('undefined'), false],
])('%s', (_, error, lost) => {
  expect(isAnswerLost(error)).toBe(lost);
});
