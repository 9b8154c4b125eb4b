import type { Context } from 'hono';
import { generateSignedCookie, getSignedCookie } from 'hono/cookie';

/** Values in cookies that only this app can have written, and that end. */
export interface SignedCookies {
  /** The value of a `Set-Cookie` header. */
  write(name: string, value: string, seconds: number): Promise<string>;
  /** The value of a cookie, or undefined when there is none that still counts. */
  read(c: Context, name: string): Promise<string | undefined>;
}

interface Content {
  readonly name: string;
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** What keeps the cookies apart from those of others. */
export interface SignedCookieOptions {
  readonly secret: string;
  /** Whether the app is reached by https. Browsers send nothing back that is `Secure` over http. */
  readonly secure: boolean;
  readonly now: () => number;
}

/**
 * Signs cookies. Name and end are signed too: one cookie's value must not do as another's, and a browser
 * need not be believed that it forgets.
 */
export function createSignedCookies({ secret, secure, now }: SignedCookieOptions): SignedCookies {
  return {
    write(name, value, seconds) {
      const content: Content = { name, value, until: now() + seconds * 1000 };
      return generateSignedCookie(name, JSON.stringify(content), secret, {
        maxAge: seconds,
        httpOnly: true,
        // Lax: Magento's admin leads here from another site. Strict cookies would stay behind.
        sameSite: 'Lax',
        ...(secure && { prefix: 'host' }),
      });
    },
    async read(c, name) {
      const text = await getSignedCookie(c, secret, name, secure ? 'host' : undefined);
      if (!text) return undefined;
      const content = JSON.parse(text) as Content;
      return content.name === name && now() < content.until ? content.value : undefined;
    },
  };
}
