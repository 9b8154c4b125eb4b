import { describeBudget } from './support/contract.js';
import { settlePromises, setUp } from './support/set-up.js';

describeBudget('a local budget', async (options) => {
  const { budget, clock } = setUp(options);
  return {
    budget,
    now: clock.now,
    pass: clock.advance,
    quiet: settlePromises,
  };
});
