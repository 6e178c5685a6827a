/** How each chart is laid out. */
import type { Plan } from './layout.ts';
export const PLANS: Record<string, Plan> = {
  session: { direction: 'DOWN', label: 400, inside: 400, around: 500 },
  registration: { direction: 'RIGHT', label: 180, inside: 240, around: 320, back: {'occupied -> deleted':'all'} },
  call: { direction: 'DOWN', label: 180, inside: 200, around: 260, back: {'invoked.waiting -> rerouting': 'after'},
   after: [['invoked', 'invoked.waiting -> rerouting'],
    ...['invoked.interrupted -> canceled', 'invoked -> canceled','invoked -> abandoned','invoked -> expired'].flatMap(x=>[[x,'completed'],[x,'failed']] as [string,string][])] },
};
