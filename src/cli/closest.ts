import leven from 'leven';

/** A longer word is no slip of the hand. */
const LONGEST = 100;

/** The name somebody has probably meant; undefined when none is near. */
export function closest(wrong: string, names: readonly string[]): string | undefined {
  if (wrong.length > LONGEST) return undefined;
  const target = wrong.toLowerCase();
  const [best] = names
    .map((name) => ({ name, distance: leven(target, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const allowed = target.length < 4 ? 1 : Math.max(2, Math.floor(target.length / 3));
  if (best && best.distance <= allowed) return best.name;
  const longer = target.length > 2 && names.filter((name) => name.toLowerCase().startsWith(target));
  return longer && longer.length === 1 ? longer[0] : undefined;
}
