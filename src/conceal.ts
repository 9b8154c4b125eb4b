/** The escaped form inside a JSON text. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/**
 * Does something with a secret text and keeps it out of the error when that fails: some clients repeat the
 * command with all its arguments in their errors. Name, code and the rest of the message stay.
 */
export async function concealing<T>(secret: string, action: () => T): Promise<Awaited<T>> {
  try {
    return await action();
  } catch (error) {
    const { name, message, code } = (
      error instanceof Error ? error : new Error(String(error))
    ) as Error & { readonly code?: unknown };
    const safe = message.replaceAll(secret, '***').replaceAll(inJson(secret), '***');
    throw Object.assign(new Error(safe), { name, ...(code === undefined ? {} : { code }) });
  }
}
