/** A step of a script that cannot be taken, since the router did something else before. */
export class Impossible extends Error {
  readonly expected: string;
  readonly came: string;

  constructor(expected: string, came: string) {
    super(`Expected ${expected}, but ${came}.`);
    this.expected = expected;
    this.came = came;
  }
}

/** A client that could not connect: the router may accept no more connections for the moment. */
export class Refused extends Impossible {}
