/** Errors of readers and writers. */

/** Thrown by readers: the frame is no message of this serialisation. The error message is for its sender. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Thrown by writers: a value has no form in this serialisation. The error message names the value. */
export class Unrepresentable extends Error {
  override readonly name: string = 'Unrepresentable';
}

/** Thrown by writers: in this serialisation, the message is longer than its receiver may be sent. */
export class TooLong extends Unrepresentable {
  override readonly name = 'TooLong';
  /** The limit, in bytes. */
  readonly most: number;

  constructor(most: number) {
    super(`more than ${most} bytes`);
    this.most = most;
  }
}
