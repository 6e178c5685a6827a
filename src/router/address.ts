/** Addresses of clients, as limits count them. */
import { isIPv6 } from 'node:net';

/**
 * The party behind an address. An IPv4 address stands for itself, also when it is mapped into IPv6. An IPv6 address
 * stands for its /64 network, since one host has all addresses of such a network.
 *
 * @param address the remote address of the socket; undefined once it is closed
 */
export function partyOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped !== null) return mapped[1] as string;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = withoutZone(address).split('::');
  const groups = groupsOf(head);
  if (tail !== undefined) {
    const after = groupsOf(tail);
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

// --- internal ---

const withoutZone = (address: string): string => address.replace(/%.*$/, '');

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));
