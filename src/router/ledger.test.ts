/** Connections that are cut off when too much memory is held. */
import { describe, expect, test } from 'vitest';
import { type Account, Ledger } from './ledger.ts';

/** A connection that holds as much as a test says. */
class Fake {
  bytes: number;
  waiting = 0;
  reason: string | undefined;
  readonly account: Account;

  constructor(ledger: Ledger, party: string, bytes: number) {
    this.bytes = bytes;
    this.account = ledger.open(party, this);
  }

  held(): number {
    return this.bytes;
  }

  imposed(): number {
    return this.waiting;
  }

  cutOff(_: string, reason: string): void {
    this.reason = reason;
  }

  hold(bytes: number): void {
    this.bytes = bytes;
    this.account.touch();
  }

  /** Sets the bytes that other sessions made wait for it. */
  burden(bytes: number): void {
    this.waiting = bytes;
    this.account.touch();
  }
}

/** Resolves after the accounts have been measured, at the end of the turn. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const newLedger = (): Ledger => new Ledger({ maxBytes: 1_000, maxBytesPerAddress: 500 });

describe('the connection that holds most is cut off', () => {
  test('of an address that holds too much, and no other address pays', async () => {
    const ledger = newLedger();
    const [small, large] = [new Fake(ledger, 'a', 200), new Fake(ledger, 'a', 250)];
    const other = new Fake(ledger, 'b', 400);
    await settled();
    small.hold(251);
    await settled();
    expect([small.reason, large.reason, other.reason]).toEqual([
      'the address a may hold 500 bytes and held 501; this connection held most, 251',
      undefined,
      undefined,
    ]);
    expect(ledger.all.bytes).toBe(650);
  });

  test('of all, when all together hold too much', async () => {
    const ledger = newLedger();
    const fakes = ['a', 'b', 'c'].map((party, index) => new Fake(ledger, party, 300 + index));
    await settled();
    fakes[0]?.hold(398);
    await settled();
    expect(fakes.map(({ reason }) => reason !== undefined)).toEqual([true, false, false]);
    expect(fakes[0]?.reason).toBe(
      'all connections may hold 1000 bytes and held 1001; this connection of the address a held most, 398',
    );
  });

  test('of the address that holds most, when all together hold too much: not a larger one of another', async () => {
    const ledger = newLedger();
    const many = Array.from({ length: 5 }, () => new Fake(ledger, 'a', 99));
    const more = Array.from({ length: 5 }, () => new Fake(ledger, 'b', 80));
    const large = new Fake(ledger, 'c', 110);
    await settled();
    const gone = [...many, ...more, large].filter(({ reason }) => reason !== undefined);
    expect(gone).toEqual([many[0]]);
  });

  test('and the next one, until it is enough', async () => {
    const ledger = newLedger();
    const fakes = [100, 300, 400, 50].map((bytes) => new Fake(ledger, 'a', bytes));
    await settled();
    expect(fakes.map(({ reason }) => reason !== undefined)).toEqual([false, false, true, false]);
    expect(ledger.all.bytes).toBe(450);
  });
});

test('nobody is cut off at the limit', async () => {
  const ledger = newLedger();
  const fakes = [200, 300].map((bytes) => new Fake(ledger, 'a', bytes));
  await settled();
  expect(fakes.map(({ reason }) => reason)).toEqual([undefined, undefined]);
});

test('nobody is cut off for what it held before', async () => {
  const ledger = newLedger();
  const shrunken = new Fake(ledger, 'a', 400);
  await settled();
  shrunken.bytes = 10;
  const late = new Fake(ledger, 'a', 300);
  await settled();
  expect([shrunken.reason, late.reason, ledger.all.bytes]).toEqual([undefined, undefined, 310]);
});

test('a connection that is gone holds nothing, whatever it says', async () => {
  const ledger = newLedger();
  const gone = new Fake(ledger, 'a', 400);
  await settled();
  gone.account.close();
  gone.hold(500);
  await settled();
  expect([ledger.all.bytes, ledger.all.accounts.size, ledger.count('a')]).toEqual([0, 0, 0]);
  gone.account.close();
  expect(ledger.all.bytes).toBe(0);
});

describe('what others make wait', () => {
  test('has room up to half of what an address may hold, and of what all may hold', async () => {
    const ledger = newLedger();
    const [one, two] = [new Fake(ledger, 'a', 0), new Fake(ledger, 'a', 0)];
    const [three, other] = [new Fake(ledger, 'b', 0), new Fake(ledger, 'c', 0)];
    one.burden(100);
    two.burden(100);
    await settled();
    expect([50, 51].map((bytes) => one.account.hasRoom(bytes))).toEqual([true, false]);
    three.burden(250);
    await settled();
    expect([50, 51].map((bytes) => other.account.hasRoom(bytes))).toEqual([true, false]);
  });

  test('costs nobody the connection', async () => {
    const ledger = newLedger();
    const fakes = ['a', 'a', 'b'].map((party) => new Fake(ledger, party, 100));
    for (const fake of fakes) fake.burden(1_000);
    await settled();
    expect(fakes.map(({ reason }) => reason)).toEqual([undefined, undefined, undefined]);
  });

  test('is looked at again before something is refused', async () => {
    const ledger = newLedger();
    const [one, two] = [new Fake(ledger, 'a', 0), new Fake(ledger, 'a', 0)];
    one.burden(250);
    await settled();
    expect(two.account.hasRoom(1)).toBe(false);
    one.waiting = 0;
    await settled(); // Measured once in a turn.
    expect(two.account.hasRoom(250)).toBe(true);
  });

  test('is gone with the connection', async () => {
    const ledger = newLedger();
    const [one, two] = [new Fake(ledger, 'a', 0), new Fake(ledger, 'a', 0)];
    one.burden(250);
    await settled();
    one.account.close();
    expect(two.account.hasRoom(250)).toBe(true);
  });
});

test('sessions are counted apart from other connections', () => {
  const ledger = newLedger();
  const [guest, session] = [new Fake(ledger, 'a', 0), new Fake(ledger, 'a', 0)];
  session.account.pass(session);
  expect([ledger.count('a'), guest.account.party.sessions, ledger.all.sessions]).toEqual([2, 1, 1]);
  session.account.close();
  expect([ledger.count('a'), guest.account.party.sessions, ledger.all.sessions]).toEqual([1, 0, 0]);
});
