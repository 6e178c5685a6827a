/** `ticket`: turns, and the same work for everybody. */
import { beforeAll, expect, test } from 'vitest';
import type { Principal } from './authenticator.ts';
import { hashWithScrypt, parseScrypt, type ScryptHash } from './scrypt.ts';
import { Tickets } from './ticket.ts';
import { Turns } from './turns.ts';

const TIM: Principal = { authid: 'tim', authrole: 'worker' };
const HERE = '127.0.0.1';

let stored: ScryptHash;

beforeAll(async () => {
  stored = parseScrypt(await hashWithScrypt("tim's ticket")) as ScryptHash;
});

/** Turns that note the addresses that ask for one. */
class NotedTurns extends Turns {
  readonly asked: string[] = [];

  override ask<Result>(
    address: string,
    work: () => Promise<Result>,
  ): ReturnType<Turns['ask']> & {
    readonly result: Promise<Result>;
  } {
    this.asked.push(address);
    return super.ask(address, work);
  }
}

test('a stranger costs the same verification as a principal, and is refused even with the right ticket', async () => {
  const turns = new NotedTurns();
  const tickets = new Tickets(turns);
  expect(await tickets.challenge(stored, undefined, HERE).verify("tim's ticket", {})).toBeUndefined();
  expect(await tickets.challenge(stored, TIM, HERE).verify('wrong', {})).toBeUndefined();
  expect(await tickets.challenge(stored, TIM, HERE).verify("tim's ticket", {})).toBe(TIM);
  expect(turns.asked).toEqual([HERE, HERE, HERE]);
});

test('verifications take turns by party, of which an IPv6 network is one', async () => {
  const turns = new NotedTurns();
  const tickets = new Tickets(turns);
  for (const address of ['2001:db8::1', '2001:db8::2', '::ffff:192.0.2.1'])
    await tickets.challenge(stored, TIM, address).verify("tim's ticket", {});
  expect(turns.asked).toEqual(['2001:db8:0:0::/64', '2001:db8:0:0::/64', '192.0.2.1']);
});

test('a ticket that is empty or too long is refused without work, and so is a second answer', async () => {
  const turns = new NotedTurns();
  const tickets = new Tickets(turns);
  for (const ticket of ['', 'x'.repeat(1_025), 'x'.repeat(10_000_000)])
    expect(await tickets.challenge(stored, TIM, HERE).verify(ticket, {})).toBeUndefined();
  expect(turns.asked).toEqual([]);
  const challenge = tickets.challenge(stored, TIM, HERE);
  const [first, second] = [challenge.verify('wrong', {}), challenge.verify("tim's ticket", {})];
  expect(await first).toBeUndefined();
  expect(second).toBeUndefined();
  expect(turns.asked).toEqual([HERE]);
});

test('an overload of one address rejects its further verifications', async () => {
  const tickets = new Tickets(new Turns(1, 1));
  const verify = (): unknown => tickets.challenge(stored, undefined, HERE).verify('wrong', {});
  const admitted = [verify(), verify()];
  await expect(verify()).rejects.toThrow(/^Expected at most 1 clients of 127\.0\.0\.1 to wait/);
  await Promise.all(admitted);
});
