/** The most fields of a message that are told apart; those of WAMP have 7. */
const MOST = 16;

/** Keeps where a field ends, which is where the next one begins. */
export function keep(places: number[], end: number): void {
  if (places.length <= MOST) places.push(end);
}
