/** Reverse proxies in front of the router, and the clients behind them. */
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** A request as its client made it. */
export interface Caller {
  /** Address of the client; undefined if its connection is closed. */
  readonly address: string | undefined;
  /** The host that the client asked for. */
  readonly host: string | undefined;
  /** The scheme of the page that a browser would load from there; undefined if it is unknown. */
  readonly scheme: string | undefined;
}

export class Proxies {
  private readonly trusted = new BlockList();

  /** @param networks addresses, networks such as `10.0.0.0/8`, or the names `loopback`, `linklocal`, `uniquelocal` */
  constructor(networks: readonly string[]) {
    for (const network of networks.flatMap((each) => NAMED.get(each) ?? [each])) {
      const { address, family, bits } = networkOf(network) as Network;
      this.trusted.addSubnet(address, bits, family);
    }
  }

  /** True if the headers of an address are believed. */
  trusts(address: string | undefined): boolean {
    const known = plain(address ?? '');
    const version = isIP(known);
    return version !== 0 && this.trusted.check(known, version === 4 ? 'ipv4' : 'ipv6');
  }

  /**
   * The client behind a connection. Each proxy appends the address that it serves to `X-Forwarded-For`. The list is
   * therefore read from its end, up to the first address that is not trusted. A client can only choose what precedes
   * that.
   *
   * @param address of the other end of the connection
   * @param headers of the request
   */
  callerOf(address: string | undefined, headers: IncomingHttpHeaders): Caller {
    if (!this.trusts(address)) return { address, host: headers.host, scheme: undefined };
    return {
      address: this.clientOf(address, listOf(headers['x-forwarded-for'])),
      host: listOf(headers['x-forwarded-host'])[0] ?? headers.host,
      scheme: SCHEMES.get(listOf(headers['x-forwarded-proto'])[0]?.toLowerCase() ?? ''),
    };
  }

  // --- internal ---

  private clientOf(proxy: string | undefined, forwarded: readonly string[]): string | undefined {
    let last = proxy;
    for (const entry of forwarded.toReversed()) {
      const address = plain(entry);
      if (isIP(address) === 0) return last; // Such as `unknown`: the nearest known address counts.
      last = address;
      if (!this.trusts(address)) return last;
    }
    return last;
  }
}

/** True if a text names an address, a network, or a group of networks. */
export const isNetwork = (value: string): boolean => NAMED.has(value) || networkOf(value) !== undefined;

// --- internal ---

const NAMED: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/** Schemes of pages, by the protocol that a proxy reports. */
const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['ws', 'http'],
  ['wss', 'https'],
]);

interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  /** Length of the common prefix. */
  readonly bits: number;
}

function networkOf(text: string): Network | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return undefined;
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && bits <= most)) return undefined;
  return { address, family: version === 4 ? 'ipv4' : 'ipv6', bits };
}

/** Items of a header, whose lines Node joins with commas. */
const listOf = (header: string | readonly string[] | undefined): string[] =>
  (typeof header === 'string' ? header : (header ?? []).join(','))
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** An address without a port, a zone and brackets; an IPv4 address that is mapped into IPv6 as IPv4. */
function plain(address: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(address) ?? [];
  const [, ported] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address) ?? [];
  const bare = (bracketed ?? ported ?? address).replace(/%.*$/, '');
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}
