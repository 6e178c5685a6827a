/** Systems under test by name, each loaded on demand. */
import { createDealer } from '../../../dealer/index.ts';
import { DealerUnderTest } from './dealer.ts';
import type { SystemOptions, SystemUnderTest } from './system.ts';

/** The dealer on the compiled charts, the same on XState itself, and the router with clients over WebSocket. */
export const SYSTEMS = ['generated', 'interpreted', 'router'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** Starts a system; it is to be closed. */
export async function openSystem(name: SystemName, options: SystemOptions): Promise<SystemUnderTest> {
  switch (name) {
    case 'generated':
      return new DealerUnderTest(name, createDealer, options);
    case 'interpreted': {
      const { createInterpretedDealer } = await import('../../../dealer/interpreted.ts');
      return new DealerUnderTest(name, createInterpretedDealer, options);
    }
    case 'router': {
      const { RouterUnderTest } = await import('./router.ts');
      return RouterUnderTest.start(options);
    }
  }
}
