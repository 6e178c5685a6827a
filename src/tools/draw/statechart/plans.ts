/** Layout plan of each chart, which keeps it narrow enough for a page, and without crossing arrows. */
import type { ChartName } from '../../../compiler/chart/index.ts';

/** Direction of a chart, and maximum widths of its texts. */
export interface Plan {
  readonly direction: 'DOWN' | 'RIGHT';
  /** Maximum width of text on arrows, */
  readonly onArrows: number;
  /** in states without substates, */
  readonly inStates: number;
  /** and in states with substates. */
  readonly aroundStates: number;
  /** Strategy of alignment within and between layers. */
  readonly placement: 'NETWORK_SIMPLEX' | 'LINEAR_SEGMENTS';
  /** Arrows against the direction, by their names: the whole arrow, or the part after its text. */
  readonly back?: Readonly<Record<string, 'all' | 'half'>>;
  /** Order without an arrow: paths of states and names of arrows, each with the ones to place before it. */
  readonly after?: Readonly<Record<string, readonly string[]>>;
}

export const planOf = (name: string): Plan => PLANS[name as ChartName] ?? PLAIN;

/** The half of an arrow before its text, or the one after it. */
export type Half = 'to' | 'from';

/** True if this half of an arrow goes against the direction. */
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
  session: {
    ...PLAIN,
    onArrows: 300,
    inStates: 340,
    placement: 'LINEAR_SEGMENTS',
    after: { 'challenging.pending -> closed': ['challenging.pending -> established'] },
  },
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
      // Three rows of final states: side by side, they would be too wide for a page.
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
