/** The default driver: charts and tables as the compiler wrote them, on a balanced list. It depends on nothing. */
import { Balanced } from '../balanced.ts';
import { callEngine } from './call.generated.ts';
import type { Driver } from './driver.ts';
import { registrationEngine } from './registration.generated.ts';
import { sessionEngine } from './session.generated.ts';
import { system } from './system.generated.ts';

export const generated: Driver = {
  registration: registrationEngine,
  call: callEngine,
  session: sessionEngine,
  list: Balanced.EMPTY,
  handlers: system,
};
