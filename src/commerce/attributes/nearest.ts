import leven from 'leven';

/** How many are worth naming. */
const MOST = 3;

/** The names most like one that is wrong, in quotes, for a message. */
export function nearest(wrong: string, names: readonly string[]): string {
  const target = wrong.toLowerCase();
  const ranked = names
    .map((name) => ({ name, distance: leven(target, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST);
  return ranked.map(({ name }) => JSON.stringify(name)).join(', ');
}
