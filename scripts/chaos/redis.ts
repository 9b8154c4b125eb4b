// What becomes of a shared budget when its processes are killed, stand still or do not hear, and when Redis
// is restarted empty. Fails when a promise of docs/concurrency.md is broken.
import { deafness, freeze, kills, restart } from '../../test/budget/redis/chaos/scenarios.js';
import { LEASE_MS, LIMIT } from '../../test/budget/redis/chaos/stage.js';

const broken: string[] = [];

function check(isKept: boolean, promise: string): void {
  console.log(`${isKept ? 'ok    ' : 'BROKEN'}  ${promise}`);
  if (!isKept) broken.push(promise);
}

console.log(`${LIMIT} permits, leases of ${LEASE_MS} ms`);

const killed = await kills(25);
console.log('a random process is killed every 0.7 s for 25 s:', killed);
// A machine that is too busy freezes processes as well.
if (killed.lost > 0)
  console.log(`${killed.lost} leases of living processes ended: this machine is too busy`);
check(killed.mostLeases <= LIMIT + killed.lost, 'never more live leases than permits');
check(killed.samples >= 5_000, 'in 5,000 samples');
check(
  killed.longestOutlivedMs <= LEASE_MS + 1_000,
  'no lease outlives its process by its time and 1 s',
);
check(killed.failed === 0, 'no call of a living process fails');

const frozen = await freeze();
console.log('a process with every permit stands still:', frozen);
check(frozen.causes.includes('frozen'), 'it loses its leases and reports it');
check(
  frozen.servedAfterMs <= LEASE_MS + 1_000,
  'others are served after the time of a lease and 1 s',
);

const restarted = await restart();
console.log('Redis comes back empty:', restarted);
check(restarted.failed === 0 && restarted.turnsAfter > 0, 'no call is lost');
check(restarted.mostEver <= 2 * LIMIT, 'never more than twice the permits at once');
check(restarted.causes.includes('restarted'), 'it is reported');
check(restarted.mostAfterwards <= LIMIT, 'then never more than the permits');

const deaf = await deafness(8);
console.log('no message arrives:', deaf);
check(deaf.waits > 0 && deaf.longestWaitMs <= 1_000, 'waiters are served within 1 s');

process.exitCode = broken.length > 0 ? 1 : 0;
