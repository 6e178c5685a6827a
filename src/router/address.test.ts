/** Addresses that count as one. */
import { expect, test } from 'vitest';
import { partyOf } from './address.ts';

test.each([
  ['192.0.2.7', '192.0.2.7', 'an IPv4 address is itself'],
  ['::ffff:192.0.2.7', '192.0.2.7', 'one that is mapped into IPv6 as well'],
  ['::FFFF:192.0.2.7', '192.0.2.7', 'in whatever letters'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', 'an IPv6 address is its network'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64', 'however short it is written'],
  ['2001:DB8:0001:2::9', '2001:db8:1:2::/64', 'and however long'],
  ['2001:db8::9', '2001:db8:0:0::/64', 'with zeros left out in its first half'],
  ['::1', '0:0:0:0::/64', 'or all over'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64', 'without the name of an interface'],
  [undefined, 'unknown', 'a socket that is gone has none'],
])('%s counts as %s: %s', (address, party, _) => {
  expect(partyOf(address)).toBe(party);
});

test('two networks are two', () => {
  expect(partyOf('2001:db8:1:2::1')).not.toBe(partyOf('2001:db8:1:3::1'));
});
