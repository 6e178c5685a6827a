/** The three charts: as XState machines, and as plain data. */
import type { AnyStateMachine } from 'xstate';
import { callMachine } from '../../../machines/call.machine.ts';
import { registrationMachine } from '../../../machines/registration.machine.ts';
import { sessionMachine } from '../../../machines/session.machine.ts';
import { type Chart, readChart } from './chart.ts';

export const MACHINES = {
  session: sessionMachine,
  registration: registrationMachine,
  call: callMachine,
} satisfies Record<string, AnyStateMachine>;

export type ChartName = keyof typeof MACHINES;

export const CHART_NAMES = Object.keys(MACHINES) as readonly ChartName[];

export const CHARTS = Object.fromEntries(
  CHART_NAMES.map((name) => [name, readChart(MACHINES[name])]),
) as Readonly<Record<ChartName, Chart>>;
