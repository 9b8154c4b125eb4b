/** A repeatable source of numbers from 0 up to 1 (mulberry32). */
export interface Random {
  (): number;
  /** Where it stands; setting it goes back there. */
  state: number;
}

/** Same seed, same numbers. */
export function randomFrom(seed: number): Random {
  const random: Random = Object.assign(
    (): number => {
      random.state = (random.state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(random.state ^ (random.state >>> 15), random.state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
    { state: seed >>> 0 },
  );
  return random;
}

const lowerAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A token as Magento makes them: 32 characters of `[0-9a-z]`. */
export function randomToken(random: Random, alphabet: string = lowerAlphabet): string {
  return Array.from({ length: 32 }, () =>
    alphabet.charAt(Math.floor(random() * alphabet.length)),
  ).join('');
}

/** Guest cart masks mix both cases. */
export function randomMask(random: Random): string {
  return randomToken(random, `${lowerAlphabet}ABCDEFGHIJKLMNOPQRSTUVWXYZ`);
}

/** A UUID of version 4. */
export function randomUuid(random: Random): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (mark) => {
    const digit = Math.floor(random() * 16);
    return (mark === 'x' ? digit : 8 + (digit % 4)).toString(16);
  });
}
