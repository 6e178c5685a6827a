/** The memory that connections hold, by address and in all, and the end of those that hold too much. */
import type { LimitValues } from './limits.ts';

/** A connection that holds memory. */
export interface Holder {
  /** How much it holds now, in bytes. */
  held(): number;
  /** Ends it at once. */
  cutOff(reason: string): void;
}

/** What one connection holds, as of the last look. */
export class Account {
  readonly scopes: readonly Scope[];
  bytes = 0;
  private readonly ledger: Ledger;
  private holder: Holder;
  private state: 'idle' | 'changed' | 'closed' = 'idle';

  constructor(ledger: Ledger, holder: Holder, scopes: readonly Scope[]) {
    this.ledger = ledger;
    this.holder = holder;
    this.scopes = scopes;
    for (const { accounts } of scopes) accounts.add(this);
  }

  /** Gives it to another holder: a connection becomes a session. */
  pass(holder: Holder): void {
    this.holder = holder;
    this.touch();
  }

  /** Says that what is held may have changed; it is looked at once what happens now is over. */
  touch(): void {
    if (this.state !== 'idle') return;
    this.state = 'changed';
    this.ledger.note(this);
  }

  /** Looks at what is held. */
  measure(): void {
    if (this.state === 'closed') return;
    this.state = 'idle';
    this.add(this.holder.held() - this.bytes);
  }

  /** The connection is gone. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.add(-this.bytes);
    for (const { accounts } of this.scopes) accounts.delete(this);
  }

  cutOff(reason: string): void {
    this.close();
    this.holder.cutOff(reason);
  }

  // --- internal ---

  private add(bytes: number): void {
    if (bytes === 0) return;
    this.bytes += bytes;
    for (const scope of this.scopes) scope.bytes += bytes;
  }
}

/** Connections that share a limit. */
export interface Scope {
  /** What they are called in a sentence. */
  readonly name: string;
  /** How much they may hold, in bytes. */
  readonly most: number;
  /** How much they hold. */
  bytes: number;
  readonly accounts: Set<Account>;
}

export class Ledger {
  private readonly maxBytesPerAddress: number;
  private readonly all: Scope;
  private readonly parties = new Map<string, Scope>();
  private changed: Account[] = [];

  constructor({ maxBytes, maxBytesPerAddress }: Pick<LimitValues, 'maxBytes' | 'maxBytesPerAddress'>) {
    this.maxBytesPerAddress = maxBytesPerAddress;
    this.all = newScope('all connections', maxBytes);
  }

  /** How much is held in all, in bytes, as of the last look at each connection. */
  get bytes(): number {
    return this.all.bytes;
  }

  /** How many connections there are: in all, or of one party. */
  count(party?: string): number {
    return (party === undefined ? this.all : this.parties.get(party))?.accounts.size ?? 0;
  }

  /**
   * Opens an account for a new connection.
   *
   * @param party whose it is; see `partyOf`
   */
  open(party: string, holder: Holder): Account {
    const scope = this.parties.get(party) ?? newScope(`the address ${party}`, this.maxBytesPerAddress);
    this.parties.set(party, scope);
    const account = new Account(this, holder, [scope, this.all]);
    account.touch();
    return account;
  }

  /** Closes an account; an address without connections is forgotten. */
  close(party: string, account: Account): void {
    account.close();
    if (this.count(party) === 0) this.parties.delete(party);
  }

  /** Looks at an account once all that is under way is over: once for everything that one packet leads to. */
  note(account: Account): void {
    this.changed.push(account);
    if (this.changed.length === 1) process.nextTick(() => this.settle());
  }

  // --- internal ---

  private settle(): void {
    const changed = this.changed;
    this.changed = [];
    for (const account of changed) account.measure();
    for (const account of changed) for (const scope of account.scopes) balance(scope);
  }
}

// --- internal ---

const newScope = (name: string, most: number): Scope => ({ name, most, bytes: 0, accounts: new Set() });

/** Cuts off who holds most until all is within the limit again: nobody else pays for it. */
function balance(scope: Scope): void {
  if (scope.bytes <= scope.most) return;
  // Backlogs shrink without a word, so all are looked at again before anybody pays.
  for (const account of scope.accounts) account.measure();
  while (scope.bytes > scope.most) {
    const greatest = greatestOf(scope.accounts);
    if (greatest === undefined) return;
    const { name, most, bytes } = scope;
    greatest.cutOff(
      `${name} may hold ${most} bytes and held ${bytes}; this connection held most, ${greatest.bytes}`,
    );
  }
}

function greatestOf(accounts: Iterable<Account>): Account | undefined {
  let greatest: Account | undefined;
  for (const account of accounts)
    if (greatest === undefined || account.bytes > greatest.bytes) greatest = account;
  return greatest;
}
