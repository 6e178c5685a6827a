/** What can be wrong with a frame, and with a value for a serialisation that has no form for it. */

/** Thrown by readers: the frame is no message of this serialisation. The message says what it is, for its sender. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Thrown by writers: a value has no form in this serialisation. The message says which value. */
export class Unrepresentable extends Error {
  override readonly name: string = 'Unrepresentable';
}

/** Thrown by writers: in this serialisation a message has more bytes than its receiver may be sent. */
export class TooLong extends Unrepresentable {
  override readonly name = 'TooLong';
  /** How many it may have. */
  readonly most: number;

  constructor(most: number) {
    super(`more than ${most} bytes`);
    this.most = most;
  }
}
