/** Decides who may read the data of the inspector. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { Origins } from '../origins.ts';

/** Shortest token, in characters. */
export const SHORTEST_TOKEN = 16;

/** An answer to a request that is refused. */
export interface Refusal {
  readonly status: number;
  readonly sentence: string;
}

export class Gate {
  private readonly token: Buffer | undefined;
  /** Origins that browsers can have loaded the page from, without a token. */
  private readonly own: Origins;

  /**
   * @param token that requests must have; without one, only requests that programs on this machine make directly pass
   * @param host that the router listens on
   */
  constructor(token: string | undefined, host: string) {
    this.token = token === undefined ? undefined : digestOf(token);
    this.own = new Origins([], host);
  }

  /** The reason to refuse a request; undefined if it is answered. */
  refusalOf({ headers }: IncomingMessage): Refusal | undefined {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return { status: 403, sentence: 'Pages of other origins may not read the inspector.' };
    if (this.token !== undefined) {
      const [, given = ''] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
      if (timingSafeEqual(digestOf(given), this.token)) return undefined;
      return { status: 401, sentence: 'Expected the token of the inspector, but none or another one came.' };
    }
    // A page of another site can give its own name the address of this machine, but it cannot choose the header Host.
    const { host } = headers;
    if (
      host === undefined ||
      !this.own.admit(`http://${host}`, host) ||
      !this.own.admit(headers.origin, host)
    )
      return { status: 403, sentence: 'Expected the address of the router or localhost as the host.' };
    if (PROXIED.some((name) => headers[name] !== undefined))
      return { status: 403, sentence: 'Expected no proxy in front of an inspector without --inspect-token.' };
    return undefined;
  }
}

/** True for a text that can be a token. */
export const isToken = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= SHORTEST_TOKEN && /^[\x21-\x7e]+$/.test(value);

/** Reason why an inspector without a token would be open to other machines; undefined if it is not. */
export function exposureOf({ host = '127.0.0.1', trustProxy = [] }: Exposed): string | undefined {
  const isLocal = isLoopback(host);
  if (isLocal && trustProxy.length === 0) return undefined;
  const reason = isLocal ? 'clients come through a proxy' : `other machines can reach ${host}`;
  return `Expected a token for the inspector, since ${reason}, but none came; on the command line, see --inspect-token.`;
}

// --- internal ---

/** The options of a router that decide who can reach it. */
interface Exposed {
  readonly host?: string;
  readonly trustProxy?: readonly string[];
}

/** True for an address that only this machine can reach. */
function isLoopback(host: string): boolean {
  const version = isIP(host);
  return version === 0
    ? host.toLowerCase() === 'localhost'
    : LOOPBACK.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Headers of reverse proxies, which would make a router on loopback readable from elsewhere. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Values of one length, whose comparison takes the same time for all of them. */
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
