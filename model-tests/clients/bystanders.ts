/** Two independent clients that must keep working regardless of the others. */
import { expect } from 'vitest';
import { joinWithAutobahn } from './autobahn.ts';
import { BOUND, within } from './router.ts';
import { joinWithWampy } from './wampy.ts';

/** Number of sessions and registrations of the bystanders. */
export const BYSTANDERS = { realms: 1, sessions: 2, registrations: 1, calls: 0 };

/** Lets the two join; returns a check that they can still call each other. */
export async function withBystanders(url: string, realm = 'realm1'): Promise<() => Promise<void>> {
  const callee = await joinWithAutobahn(url, { realm });
  const caller = await joinWithWampy(url, { realm });
  await callee.register('com.example.bystander', (payload) => payload);
  let calls = 0;
  return async () => {
    const call = caller.call('com.example.bystander', { args: [++calls] });
    const { args } = await within(call, `an answer between bystanders (less than ${BOUND} ms)`);
    expect(args).toEqual([calls]);
  };
}
