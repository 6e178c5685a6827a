/** The origins of browser pages that may open a WebSocket. */
import { isIP } from 'node:net';

/** The value of an `Origin` header in the form in which origins are compared. */
type Normal = string;

export class Origins {
  private readonly host: string;
  private readonly isAny: boolean;
  private readonly listed: ReadonlySet<Normal>;

  /**
   * @param listed origins that are let in, `*` for any
   * @param host the host that the router was told to listen on: its own pages may be asked for under that name
   */
  constructor(listed: readonly string[], host: string) {
    this.host = host.toLowerCase();
    this.isAny = listed.includes('*');
    this.listed = new Set(listed.map((origin) => normalOf(origin) ?? origin));
  }

  /**
   * Whether an upgrade is accepted: it names no origin, as of clients that are no browsers, one that is listed, or the
   * router's own.
   *
   * @param origin the `Origin` header
   * @param host the `Host` header
   */
  admit(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || this.isAny) return true;
    const normal = normalOf(origin);
    return normal !== undefined && (this.listed.has(normal) || this.isOwn(normal, host));
  }

  // --- internal ---

  /**
   * Whether a page came from the router itself. A name that anybody's name server may have given the router's address
   * is not believed, or else any page could pass by rebinding its own name.
   */
  private isOwn(origin: Normal, host: string | undefined): boolean {
    const url = urlOf(origin);
    if (url === undefined || host === undefined || urlOf(`${url.protocol}//${host}`)?.host !== url.host)
      return false;
    const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
    return isIP(name) !== 0 || name === 'localhost' || name === this.host;
  }
}

/** Whether a value can be listed as an origin: `*`, or a scheme and a host, with a port where that is not the default one. */
export const isOrigin = (value: string): boolean => value === '*' || normalOf(value) !== undefined;

// --- internal ---

/** A scheme and an authority and nothing else. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,*\\]+$/i;

/** The origin in small letters and without a default port; undefined if it is none, such as `null`. */
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
