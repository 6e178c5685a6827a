/** Numbers in words. */

/** Milliseconds, such as `0.42 ms`, `17 ms`, `2.5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** A number with separators; with a digit after the point if it is small. */
export const amount = (value: number): string =>
  (value > 0 && value < 10 && !Number.isInteger(value)
    ? Math.round(value * 10) / 10
    : Math.round(value)
  ).toLocaleString('en');

/** The end of a session id, by which sessions on a page differ. */
export const shortId = (session: number): string => `…${`${session}`.slice(-4)}`;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
