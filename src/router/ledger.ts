/** The connections there are and the memory that they hold, by address and in all, and the end of those that hold too much. */
import type { LimitValues } from './limits.ts';

/** A connection that holds memory. */
export interface Holder {
  /** How much it answers for now, in bytes. */
  held(): number;
  /** How much others have made wait for it, in bytes. */
  imposed(): number;
  /** Ends it at once. */
  cutOff(reason: string): void;
}

/** What one connection holds, as of the last look. */
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

  /** The connection has become a session. */
  pass(session: Holder): void {
    this.holder = session;
    this.isSession = true;
    this.party.sessions++;
    this.ledger.all.sessions++;
    this.touch();
  }

  /** Says that what is held may have changed; it is looked at once all that is under way is over. */
  touch(): void {
    if (this.state !== 'idle') return;
    this.state = 'changed';
    this.ledger.note(this);
  }

  /**
   * Whether more may be made to wait for this connection.
   *
   * @param bytes how much more
   */
  hasRoom(bytes: number): boolean {
    return this.party.hasRoom(bytes) && this.ledger.all.hasRoom(bytes);
  }

  /** Looks at what is held. */
  measure(): void {
    if (this.state === 'closed') return;
    this.state = 'idle';
    this.count(this.holder.held(), this.holder.imposed());
  }

  /** The connection is gone. */
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

  cutOff(reason: string): void {
    this.close();
    this.holder.cutOff(reason);
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

/** Connections that share a limit. */
export class Scope {
  /** The address that they share; undefined for all connections. */
  readonly address: string | undefined;
  /** How much they may hold, in bytes. */
  readonly most: number;
  /** How much they hold, in bytes. */
  bytes = 0;
  /** How many of them are sessions. */
  sessions = 0;
  readonly accounts = new Set<Account>();
  /** How much others have made wait for them, in bytes. */
  private imposed = 0;
  /** Those for which something waits. */
  private readonly burdened = new Set<Account>();
  private isFresh = false;

  constructor(address: string | undefined, most: number) {
    this.address = address;
    this.most = most;
  }

  /** What waits for an account has changed. */
  impose(account: Account, more: number, all: number): void {
    this.imposed += more;
    if (all > 0) this.burdened.add(account);
    else this.burdened.delete(account);
  }

  /**
   * Whether more may be made to wait for them: half as much as they may hold. Nobody is cut off for what others have
   * made wait for it, so what goes beyond that is refused.
   */
  hasRoom(bytes: number): boolean {
    const most = this.most / 2 - bytes;
    if (this.imposed > most) this.look();
    return this.imposed <= most;
  }

  /**
   * Cuts off those that hold most until all is within the limit again: nobody else pays for it.
   *
   * @param candidates one of which is to be cut off
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
        `${name} may hold ${most} bytes and held ${bytes}; this connection ${among}held most, ${greatest.bytes}`,
      );
    }
  }

  // --- internal ---

  /** That something has been taken is not told, so it is looked for, once in a turn of the event loop. */
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

  /** How many connections there are of an address. */
  count(address: string): number {
    return this.parties.get(address)?.accounts.size ?? 0;
  }

  /**
   * Opens an account for a new connection.
   *
   * @param address whose it is; see `partyOf`
   */
  open(address: string, holder: Holder): Account {
    const known = this.parties.get(address);
    const party = known ?? new Scope(address, this.maxBytesPerAddress);
    if (known === undefined) this.parties.set(address, party);
    const account = new Account(this, party, holder);
    account.touch();
    return account;
  }

  /** Forgets an address that has no connections any more. */
  forget({ address, accounts }: Scope): void {
    if (address !== undefined && accounts.size === 0) this.parties.delete(address);
  }

  /** Looks at an account once all that is under way is over: once for everything that one packet leads to. */
  note(account: Account): void {
    this.changed.push(account);
    if (this.changed.length === 1) process.nextTick(settle, this);
  }

  settle(): void {
    const { changed } = this;
    this.changed = [];
    for (const account of changed) account.measure();
    for (const { party } of changed) party.balance();
    // Of the address that holds most: many small ones of it may not have a larger one of another cut off.
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
