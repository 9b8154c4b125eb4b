// Checks package-lock.json: that it installs on every platform, from any registry, and nothing but what was locked.
// Prints one line for each check, exits 1 when any fails.
import {
  checkInStep,
  checkIntegrity,
  checkNoAddresses,
  checkOptionalDependencies,
} from './package/lock.mjs';
import { createReport } from './package/report.mjs';

const { check, end } = createReport('lock');

await check('optional dependencies of every platform are locked', checkOptionalDependencies);
await check('no addresses', checkNoAddresses);
await check('a hash for every package', checkIntegrity);
await check('in step with package.json', checkInStep);
end();
