/** Words TypeScript does not allow as the name of a function in a module, and what a module imports. */
const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new null
  package private protected public return static super switch this throw true try typeof undefined
  var void walk walkPages while with yield`.split(/\s+/),
);

/** The words of a name: split at everything that is no letter or digit, and where a capital begins. */
export function words(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `categories` → `category`. Good enough for the nouns of addresses. */
export function singular(word: string): string {
  if (/ies$/i.test(word) && word.length > 4) return word.replace(/ies$/i, 'y');
  if (/(s|x|z|ch|sh)es$/i.test(word)) return word.slice(0, -2);
  return /[^suiSUI]s$/.test(word) ? word.slice(0, -1) : word;
}

/** `category` → `categories`; what is plural already stays. */
export function plural(word: string): string {
  if (singular(word) !== word) return word;
  if (/[^aeiou]y$/i.test(word)) return word.replace(/y$/i, 'ies');
  return /(s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}

/** `low-stock` → `LowStock`. A name that would start with a digit gets an underscore. */
export function pascal(text: string): string {
  const name = words(text).map(capital).join('');
  return /^[A-Z]/.test(name) ? name : `_${name}`;
}

/** `low-stock` → `lowStock`. */
export function camel(text: string): string {
  const [first = '', ...rest] = words(text);
  const name = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capital).join('');
  return /^[a-z]/.test(name) ? name : `_${name}`;
}

/** Whether a name can only be a member: `delete`, `void`. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/** The name, or the first numbered variant nobody has; it is taken from then on. */
export function take(taken: Set<string>, ...candidates: readonly [string, ...string[]]): string {
  const last = candidates[candidates.length - 1] ?? candidates[0];
  let name = candidates.find((candidate) => !taken.has(candidate));
  for (let n = 2; name === undefined; n++) if (!taken.has(`${last}${n}`)) name = `${last}${n}`;
  taken.add(name);
  return name;
}
