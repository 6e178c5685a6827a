/** Counts connections and the memory that they hold, by address and in total, and cuts off those that hold too much. */
import type { LimitValues } from './limits.ts';

/** The cause for which a connection is cut off. */
export const CAUSES = {
  silent: 'it gave no sign of life between two pings',
  unread: 'it did not read the answers to its own requests',
  undeliverable: 'an answer could not be sent to it',
  memory: 'it held most of the memory of its address, or of all connections',
  connections: 'its address had too many connections',
  shutdown: 'it was still open when the router ended',
} as const;
export type Cause = keyof typeof CAUSES;

/** A connection that holds memory. */
export interface Holder {
  /** Memory that it answers for now, in bytes. */
  held(): number;
  /** Bytes that other sessions made wait for it. */
  imposed(): number;
  /** Ends the connection at once. */
  cutOff(cause: Cause, reason: string): void;
}

/** Memory of one connection, as last measured. */
export class Account {
  readonly party: Scope;
  bytes = 0;
  imposed = 0;
  private readonly ledger: Ledger;
  private holder: Holder;
  private state: 'idle' | 'changed' | 'closed' = 'idle';
  private isSession = false;

  constructor(ledger: Ledger, party: Scope, holder: Holder) {
    this.ledger = ledger;
    this.party = party;
    this.holder = holder;
    party.accounts.add(this);
    ledger.all.accounts.add(this);
  }

  /** Marks the connection as a session. */
  pass(session: Holder): void {
    this.holder = session;
    this.isSession = true;
    this.party.sessions++;
    this.ledger.all.sessions++;
    this.touch();
  }

  /** Marks the account for a measurement at the end of the turn. */
  touch(): void {
    if (this.state !== 'idle') return;
    this.state = 'changed';
    this.ledger.note(this);
  }

  /**
   * True if more may be made to wait for this connection.
   *
   * @param bytes size of the next message
   */
  hasRoom(bytes: number): boolean {
    return this.party.hasRoom(bytes) && this.ledger.all.hasRoom(bytes);
  }

  /** Measures the memory held. */
  measure(): void {
    if (this.state === 'closed') return;
    this.state = 'idle';
    this.count(this.holder.held(), this.holder.imposed());
  }

  /** Closes the account of a connection that is gone. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.count(0, 0);
    for (const scope of [this.party, this.ledger.all]) {
      scope.accounts.delete(this);
      if (this.isSession) scope.sessions--;
    }
    this.ledger.forget(this.party);
  }

  cutOff(cause: Cause, reason: string): void {
    this.close();
    this.holder.cutOff(cause, reason);
  }

  // --- internal ---

  private count(bytes: number, imposed: number): void {
    const { party, ledger } = this;
    if (bytes !== this.bytes) {
      party.bytes += bytes - this.bytes;
      ledger.all.bytes += bytes - this.bytes;
      this.bytes = bytes;
    }
    if (imposed !== this.imposed) {
      party.impose(this, imposed - this.imposed, imposed);
      ledger.all.impose(this, imposed - this.imposed, imposed);
      this.imposed = imposed;
    }
  }
}

/** A group of connections that share a limit. */
export class Scope {
  /** Their common address; undefined for all connections. */
  readonly address: string | undefined;
  /** The limit, in bytes. */
  readonly most: number;
  /** Memory held by all of them, in bytes. */
  bytes = 0;
  /** Number of sessions among them. */
  sessions = 0;
  readonly accounts = new Set<Account>();
  /** Bytes that other sessions made wait for them. */
  private imposed = 0;
  /** Accounts for which something waits. */
  private readonly burdened = new Set<Account>();
  private isFresh = false;

  constructor(address: string | undefined, most: number) {
    this.address = address;
    this.most = most;
  }

  /** Updates the bytes that wait for an account. */
  impose(account: Account, more: number, all: number): void {
    this.imposed += more;
    if (all > 0) this.burdened.add(account);
    else this.burdened.delete(account);
  }

  /**
   * True if more may be made to wait for these connections, which is half of their limit. Beyond that, messages are
   * refused, since no connection is cut off for what other sessions made wait for it.
   */
  hasRoom(bytes: number): boolean {
    const most = this.most / 2 - bytes;
    if (this.imposed > most) this.look();
    return this.imposed <= most;
  }

  /**
   * Cuts off the connections that hold most until the total is within the limit.
   *
   * @param candidates accounts of which one may be cut off
   */
  balance(candidates = (): Iterable<Account> => this.accounts): void {
    if (this.bytes <= this.most) return;
    for (const account of this.accounts) account.measure();
    while (this.bytes > this.most) {
      const greatest = greatestOf(candidates());
      if (greatest === undefined) return;
      const { address, most, bytes } = this;
      const name = address === undefined ? 'all connections' : `the address ${address}`;
      const among = address === undefined ? `of the address ${greatest.party.address} ` : '';
      greatest.cutOff(
        'memory',
        `${name} may hold ${most} bytes and held ${bytes}; this connection ${among}held most, ${greatest.bytes}`,
      );
    }
  }

  // --- internal ---

  /**
   * Measures accounts for which something waits, once in a turn of the event loop: nothing reports that bytes were
   * taken.
   */
  private look(): void {
    if (this.isFresh) return;
    this.isFresh = true;
    setImmediate(() => {
      this.isFresh = false;
    });
    for (const account of this.burdened) account.measure();
  }
}

export class Ledger {
  readonly all: Scope;
  private readonly maxBytesPerAddress: number;
  private readonly parties = new Map<string, Scope>();
  private changed: Account[] = [];

  constructor({ maxBytes, maxBytesPerAddress }: Pick<LimitValues, 'maxBytes' | 'maxBytesPerAddress'>) {
    this.maxBytesPerAddress = maxBytesPerAddress;
    this.all = new Scope(undefined, maxBytes);
  }

  /** Number of connections of an address. */
  count(address: string): number {
    return this.parties.get(address)?.accounts.size ?? 0;
  }

  /**
   * Opens an account for a new connection.
   *
   * @param address of the client; see `partyOf`
   */
  open(address: string, holder: Holder): Account {
    const known = this.parties.get(address);
    const party = known ?? new Scope(address, this.maxBytesPerAddress);
    if (known === undefined) this.parties.set(address, party);
    const account = new Account(this, party, holder);
    account.touch();
    return account;
  }

  /** Deletes an address without connections. */
  forget({ address, accounts }: Scope): void {
    if (address !== undefined && accounts.size === 0) this.parties.delete(address);
  }

  /** Schedules a measurement at the end of the turn: one for everything that a packet leads to. */
  note(account: Account): void {
    this.changed.push(account);
    if (this.changed.length === 1) process.nextTick(settle, this);
  }

  settle(): void {
    const { changed } = this;
    this.changed = [];
    for (const account of changed) account.measure();
    for (const { party } of changed) party.balance();
    // Of the address that holds most: many small connections of one address must not get a larger one of another cut
    // off.
    this.all.balance(() => greatestOf(this.parties.values())?.accounts ?? []);
  }
}

// --- internal ---

const settle = (ledger: Ledger): void => ledger.settle();

function greatestOf<Holding extends { readonly bytes: number }>(all: Iterable<Holding>): Holding | undefined {
  let greatest: Holding | undefined;
  for (const one of all) if (greatest === undefined || one.bytes > greatest.bytes) greatest = one;
  return greatest;
}
