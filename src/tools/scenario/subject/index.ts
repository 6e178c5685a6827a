/** The subjects by name. What one of them needs is loaded when it is asked for. */
import { createDealer } from '../../../dealer/index.ts';
import { DealerSubject } from './dealer.ts';
import type { Subject, SubjectOptions } from './subject.ts';

/** The dealer on the compiled charts, the same on XState itself, and the router with clients over WebSocket. */
export const SUBJECTS = ['generated', 'interpreted', 'router'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** Starts a subject; it is to be closed. */
export async function openSubject(name: SubjectName, options: SubjectOptions): Promise<Subject> {
  switch (name) {
    case 'generated':
      return new DealerSubject(name, createDealer, options);
    case 'interpreted': {
      const { createInterpretedDealer } = await import('../../../dealer/interpreted.ts');
      return new DealerSubject(name, createInterpretedDealer, options);
    }
    case 'router': {
      const { RouterSubject } = await import('./router.ts');
      return RouterSubject.start(options);
    }
  }
}
