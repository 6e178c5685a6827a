/** The origins of browser pages that may open a WebSocket. */
import { isIP } from 'node:net';

/** The value of an `Origin` header, normalised for comparison. */
type Normal = string;

export class Origins {
  private readonly host: string;
  private readonly isAny: boolean;
  private readonly listed: ReadonlySet<Normal>;

  /**
   * @param listed accepted origins, `*` for any
   * @param host the host that the router listens on: its own pages may have that name
   */
  constructor(listed: readonly string[], host: string) {
    this.host = host.toLowerCase();
    this.isAny = listed.includes('*');
    this.listed = new Set(listed.map((origin) => normalOf(origin) ?? origin));
  }

  /**
   * True if an upgrade is accepted: it has no origin (clients other than browsers), a listed one, or the router's own.
   *
   * @param origin the `Origin` header
   * @param host the `Host` header
   * @param scheme the scheme of the router's own pages; undefined if a proxy may have changed it
   */
  admit(origin: string | undefined, host: string | undefined, scheme?: string): boolean {
    if (origin === undefined || this.isAny) return true;
    const normal = normalOf(origin);
    return normal !== undefined && (this.listed.has(normal) || this.isOwn(normal, host, scheme));
  }

  // --- internal ---

  /**
   * True if a page came from the router itself. A name that any name server may resolve to the router's address is not
   * trusted, since a page could pass by rebinding its own name.
   */
  private isOwn(origin: Normal, host: string | undefined, scheme: string | undefined): boolean {
    const url = urlOf(origin);
    if (scheme !== undefined && url?.protocol !== `${scheme}:`) return false;
    if (url === undefined || host === undefined || urlOf(`${url.protocol}//${host}`)?.host !== url.host)
      return false;
    const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
    return isIP(name) !== 0 || name === 'localhost' || name === this.host;
  }
}

/** True if a value can be listed as an origin: `*`, or scheme and host, with the port if it is not the default one. */
export const isOrigin = (value: string): boolean => value === '*' || normalOf(value) !== undefined;

// --- internal ---

/** A scheme and an authority, and nothing else. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,*\\]+$/i;

/** The origin in lower case and without a default port; undefined if it is invalid, such as `null`. */
function normalOf(origin: string): Normal | undefined {
  if (!ORIGIN.test(origin)) return undefined;
  const url = urlOf(origin);
  return url && `${url.protocol}//${url.host}`.toLowerCase();
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
