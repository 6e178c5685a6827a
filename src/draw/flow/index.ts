/** Message-flow diagrams of what a scenario leads to. */
import type { Trace } from '../../trace/trace.ts';

export const FLOW_FORMATS = ['ascii', 'mermaid', 'svg'] as const;
export type FlowFormat = (typeof FLOW_FORMATS)[number];

/** @returns the diagram, with a line end after the last line */
export function drawFlow(_trace: Trace, _format: FlowFormat): string {
  return '';
}
