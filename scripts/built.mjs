// Builds, unless dist is of these very sources.
import { isBuilt } from './build/stamp.mjs';
import { run } from './package/run.mjs';

if (!isBuilt()) run('npm', ['run', 'build', '--silent']);
