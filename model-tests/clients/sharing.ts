/** Callees that share a procedure, some of them busy. */
import { type Client, Failure, type Payload } from './client.ts';

export const PROCEDURE = 'com.example.work';
export const BUSY = 'wamp.error.unavailable';

/** Registers each callee in turn; returns the indexes of the invoked ones. All are busy except the willing ones. */
export async function registerAll(
  callees: readonly Client[],
  invoke: string,
  isWilling: (place: number) => boolean,
): Promise<number[]> {
  const asked: number[] = [];
  for (const [place, callee] of callees.entries()) {
    const endpoint = (): Payload => {
      asked.push(place);
      if (!isWilling(place)) throw new Failure(BUSY, { args: ['not for the caller to see'] });
      return { args: [place] };
    };
    await callee.register(PROCEDURE, endpoint, { invoke });
  }
  return asked;
}
