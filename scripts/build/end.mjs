// The last step of a build.
import { endBuild } from './stamp.mjs';

endBuild();
