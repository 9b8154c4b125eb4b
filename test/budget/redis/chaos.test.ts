import { describe, expect, it } from 'vitest';
import { skipRedis } from '../../support/redis-server.js';
import { deafness, freeze, kills, restart } from './chaos/scenarios.js';
import { LEASE_MS, LIMIT } from './chaos/stage.js';

// The same for longer: npm run chaos:redis
describe.skipIf(skipRedis)('a budget shared by processes', () => {
  it('keeps its limit while processes are killed, and gets their leases back', async () => {
    const { samples, mostLeases, longestOutlivedMs, failed, turnsPerSecond, lost } = await kills(6);
    expect(samples).toBeGreaterThan(500);
    // A machine that is too busy freezes processes as well; what that costs is reported.
    expect(mostLeases).toBeLessThanOrEqual(LIMIT + lost);
    expect(longestOutlivedMs).toBeLessThanOrEqual(LEASE_MS + 1_000);
    expect(failed).toBe(0);
    expect(turnsPerSecond).toBeGreaterThan(0);
  });

  it('takes the leases of a process that stands still, which reports it', async () => {
    const { servedAfterMs, causes } = await freeze();
    expect(servedAfterMs).toBeLessThanOrEqual(LEASE_MS + 1_000);
    expect(causes).toContain('frozen');
  });

  it('loses no call when Redis comes back empty, and keeps its limit again', async () => {
    const { failed, turnsAfter, mostEver, mostAfterwards, causes } = await restart();
    expect(failed).toBe(0);
    expect(turnsAfter).toBeGreaterThan(0);
    expect(mostEver).toBeLessThanOrEqual(2 * LIMIT);
    expect(mostAfterwards).toBeLessThanOrEqual(LIMIT);
    expect(causes).toContain('restarted');
  });

  it('serves waiters within a second while no message arrives', async () => {
    const { waits, longestWaitMs } = await deafness(3);
    expect(waits).toBeGreaterThan(5);
    expect(longestWaitMs).toBeLessThanOrEqual(1_000);
  });
});
