/** `ticket`: turns, and the same work for everybody. */
import { beforeAll, expect, test } from 'vitest';
import type { Challenge, Principal } from './authenticator.ts';
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
  expect(turns.asked).toEqual([HERE, HERE]);
});

test('verifications take turns by party, of which an IPv6 network is one', async () => {
  const turns = new NotedTurns();
  const tickets = new Tickets(turns);
  for (const address of ['2001:db8::1', '2001:db8::2', '::ffff:192.0.2.1'])
    await tickets.challenge(stored, TIM, address).verify('wrong', {});
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
  const verify = (ticket: string): unknown => tickets.challenge(stored, undefined, HERE).verify(ticket, {});
  const admitted = [verify('one'), verify('two')];
  await expect(verify('three')).rejects.toThrow(/^Expected at most 1 clients of 127\.0\.0\.1 to wait/);
  await Promise.all(admitted);
});

test('clients with the same ticket share one verification, and later ones need none', async () => {
  const turns = new NotedTurns();
  const tickets = new Tickets(turns);
  const login = (ticket: string): unknown => tickets.challenge(stored, TIM, HERE).verify(ticket, {});
  const logins = Array.from({ length: 100 }, () => login("tim's ticket"));
  const failures = Array.from({ length: 100 }, () => login('wrong'));
  expect(new Set(await Promise.all(logins))).toEqual(new Set([TIM]));
  expect(new Set(await Promise.all(failures))).toEqual(new Set([undefined]));
  expect(turns.asked).toHaveLength(2);
  expect(login("tim's ticket")).toBe(TIM);
  expect(turns.asked).toHaveLength(2);
  expect(await login('wrong')).toBeUndefined();
  expect(turns.asked).toHaveLength(3);
});

test('a shared verification goes on until all its clients have left', async () => {
  const turns = new NotedTurns(1);
  const tickets = new Tickets(turns);
  const open = (): Challenge => tickets.challenge(stored, TIM, HERE);
  const busy = open().verify('something else', {});
  const [leaving, staying] = [open(), open()];
  void leaving.verify("tim's ticket", {});
  const answer = staying.verify("tim's ticket", {});
  leaving.cancel?.();
  leaving.cancel?.();
  expect(await answer).toBe(TIM);
  expect(await busy).toBeUndefined();
  expect(turns.asked).toHaveLength(2);
});

test('a verification that all its clients have left takes no turn, and is made again for the next one', async () => {
  const turns = new NotedTurns(1);
  const tickets = new Tickets(turns);
  const open = (): Challenge => tickets.challenge(stored, TIM, HERE);
  const busy = open().verify('something else', {});
  const leaving = open();
  let isAnswered = false;
  Promise.resolve(leaving.verify("tim's ticket", {})).then(() => {
    isAnswered = true;
  });
  leaving.cancel?.();
  expect(await open().verify("tim's ticket", {})).toBe(TIM);
  expect(await busy).toBeUndefined();
  expect(isAnswered).toBe(false);
  expect(turns.asked).toHaveLength(3);
});
