/** Every guard and action the charts name, by chart; pure functions, and nothing of XState. */
export * as callSteps from './steps/call.ts';
export * as registrationSteps from './steps/registration.ts';
export * as sessionSteps from './steps/session.ts';
