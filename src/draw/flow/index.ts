/** Message-flow diagrams of what a scenario leads to. */
import type { Trace } from '../../trace/trace.ts';
import { drawAscii } from './ascii.ts';
import { type Flow, flowOf } from './flow.ts';
import { drawMermaid } from './mermaid.ts';
import { drawSvg } from './svg.ts';

export const FLOW_FORMATS = ['ascii', 'mermaid', 'svg'] as const;
export type FlowFormat = (typeof FLOW_FORMATS)[number];

/** @returns the diagram, with a line end after the last line */
export function drawFlow(trace: Trace, format: FlowFormat): string {
  return DRAW[format](flowOf(trace));
}

// --- internal ---

const DRAW: Readonly<Record<FlowFormat, (flow: Flow) => string>> = {
  ascii: drawAscii,
  mermaid: drawMermaid,
  svg: drawSvg,
};
