import type { Types } from '../installed/types.js';
import type { InputLimits } from '../list-switches.js';
import type { World } from '../store/world.js';
import { isSince } from '../versions.js';

/** What the store makes of input. */
export interface InputRules {
  readonly types: Types;
  /** How long lists may be; undefined where the store sets no limits. */
  readonly limits?: InputLimits | undefined;
  /** Whether a property nobody knows is named in a 400, as since 2.4.7, or hidden in a 500. */
  readonly unknownProperty: 'named' | 'hidden';
  /** Whether text with a script in it is refused, as since 2.4.8. */
  readonly refusesScripts: boolean;
}

/** The rules of a store as it is set. */
export function inputRules({
  installed,
  settings,
}: Pick<World, 'installed' | 'settings'>): InputRules {
  return {
    types: installed.types,
    limits: settings.inputLimits,
    unknownProperty: isSince(settings.version, '2.4.7') ? 'named' : 'hidden',
    refusesScripts: isSince(settings.version, '2.4.8'),
  };
}
