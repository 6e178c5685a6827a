/** How each chart is laid out: what keeps it narrow enough for a page, and without arrows that cross. */
import type { ChartName } from '../../../compiler/chart/index.ts';

/** Which way a chart grows, and how wide text may become before it is broken. */
export interface Plan {
  readonly direction: 'DOWN' | 'RIGHT';
  /** How wide text may become on arrows, */
  readonly onArrows: number;
  /** in states without states inside, */
  readonly inStates: number;
  /** and in states with states inside. */
  readonly aroundStates: number;
  /** How what is on the same height, or below each other, is brought in line. */
  readonly placement: 'NETWORK_SIMPLEX' | 'LINEAR_SEGMENTS';
  /** Arrows that go against the direction, by their names: all the way, or from what is written on them. */
  readonly back?: Readonly<Record<string, 'all' | 'half'>>;
  /** What goes further along than something else though no arrow says so: paths of states, and names of arrows. */
  readonly after?: Readonly<Record<string, readonly string[]>>;
}

export const planOf = (name: string): Plan => PLANS[name as ChartName] ?? PLAIN;

/** The way of an arrow to what is written on it, and from there. */
export type Half = 'to' | 'from';

/** Whether this half of an arrow goes against the direction. */
export const isBack = (arrow: string, half: Half, { back = {} }: Plan): boolean =>
  back[arrow] === 'all' || (back[arrow] === 'half' && half === 'from');

// --- internal ---

const PLAIN: Plan = {
  direction: 'DOWN',
  onArrows: 240,
  inStates: 300,
  aroundStates: 300,
  placement: 'NETWORK_SIMPLEX',
};

const PLANS: Readonly<Record<ChartName, Plan>> = {
  session: { ...PLAIN, onArrows: 420, inStates: 400 },
  registration: {
    direction: 'RIGHT',
    onArrows: 230,
    inStates: 280,
    aroundStates: 340,
    placement: 'LINEAR_SEGMENTS',
    back: { 'occupied -> deleted': 'all' },
  },
  call: {
    direction: 'DOWN',
    onArrows: 200,
    inStates: 160,
    aroundStates: 320,
    placement: 'LINEAR_SEGMENTS',
    back: { 'invoked -> rerouting': 'half', 'invoked.waiting -> rerouting': 'half' },
    after: {
      invoked: ['invoked -> rerouting', 'invoked.waiting -> rerouting'],
      rerouting: ['selecting'],
      // Three rows of endings: side by side, they would be too wide for a page.
      'invoked -> expired': ['completed', 'abandoned'],
      'invoked.interrupted -> expired': ['completed', 'abandoned'],
      'invoked -> canceled': ['completed', 'abandoned'],
      'invoked.interrupted -> canceled': ['completed', 'abandoned'],
      'invoked -> failed': ['expired', 'canceled'],
      'invoked.interrupted -> failed': ['expired', 'canceled'],
      'rerouting -> exhausted': ['expired', 'canceled'],
    },
  },
};
