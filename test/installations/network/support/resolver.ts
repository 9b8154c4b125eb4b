/** A look-up of host names that answers by script: the n-th with the n-th answer, then with the last one. */
export interface Resolver {
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  /** The names asked for, in order. */
  readonly asked: readonly string[];
}

export function createResolver(...answers: readonly (readonly string[] | Error)[]): Resolver {
  const asked: string[] = [];
  return {
    asked,
    async resolve(hostname) {
      asked.push(hostname);
      const answer = answers[Math.min(asked.length, answers.length) - 1] ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

/** An error as a platform's DNS throws it. */
export const dnsError = (code: string): Error =>
  Object.assign(new Error(`getaddrinfo ${code} shop.example.com`), { code });
