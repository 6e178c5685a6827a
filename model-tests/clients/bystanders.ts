/** Two clients that mind their own business, and have to go on whatever the others do. */
import { expect } from 'vitest';
import { joinWithAutobahn } from './autobahn.ts';
import { BOUND, within } from './router.ts';
import { joinWithWampy } from './wampy.ts';

/** How many sessions and registrations the bystanders are. */
export const BYSTANDERS = { realms: 1, sessions: 2, registrations: 1, calls: 0 };

/** Lets the two join; gives a check that they can still call each other. */
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
