/** Faulty dealers for tests, with charts that behave differently. */
import { Dealer } from '../src/dealer/dealer.ts';
import { type Charts, driverOf } from '../src/dealer/engine/charts.ts';
import { generatedCharts as generated } from '../src/dealer/engine/collected.ts';
import { DEFAULT_READINGS, type Readings } from '../src/dealer/index.ts';
import type { Create } from './mutants/mutant.ts';

const createWith =
  (charts: Charts): Create =>
  (options) =>
    new Dealer(driverOf(charts), options);

/** A dealer with other behaviour of calls. */
export const faultyCalls = (step: Charts['call']['step']): Create =>
  createWith({ ...generated, call: { ...generated.call, step } });

/** A dealer with other behaviour of registrations. */
export const faultyRegistrations = (step: Charts['registration']['step']): Create =>
  createWith({ ...generated, registration: { ...generated.registration, step } });

/** A dealer that follows other readings than those in its options. */
export function misreading(readings: Partial<Readings>): Create {
  const misread = (instance: { context: object }): void => {
    if (!('readings' in instance.context)) return;
    instance.context = { ...instance.context, readings: { ...DEFAULT_READINGS, ...readings } };
  };
  return createWith({
    ...generated,
    call: {
      ...generated.call,
      step(instance, event, effects) {
        misread(instance);
        return generated.call.step(instance, event, effects);
      },
    },
    registration: {
      ...generated.registration,
      step(instance, event, effects) {
        misread(instance);
        return generated.registration.step(instance, event, effects);
      },
    },
    session: {
      ...generated.session,
      step(instance, event, effects) {
        misread(instance);
        return generated.session.step(instance, event, effects);
      },
    },
  });
}

/** Forgets all refusals when the next callee is selected. */
export const forgetful = faultyCalls((instance, event, effects) => {
  const edge = generated.call.step(instance, event, effects);
  if (instance.state === 'rerouting') instance.context = { ...instance.context, refusals: undefined };
  return edge;
});
