/** Message-flow diagrams of what a scenario leads to. */
import type { Trace } from '../../trace/trace.ts';
import { drawAscii } from './ascii.ts';
import { flowOf } from './flow.ts';
import { drawMermaid } from './mermaid.ts';
import type { Flow } from './model.ts';
import { drawSvg } from './svg.ts';

/** What a page needs where pictures are part of it and it drops the style that they bring. */

export const FLOW_FORMATS = ['ascii', 'mermaid', 'svg'] as const;
export type FlowFormat = (typeof FLOW_FORMATS)[number];

export interface FlowOptions {
  /** How long a line of ASCII may be, in characters: 72 if left out, and no less than 40 without the indent. */
  readonly width?: number | undefined;
  /** How many blanks ASCII has before each line: none, if left out. */
  readonly indent?: number | undefined;
}

/** @returns the diagram, with a line end after the last line */
export function drawFlow(trace: Trace, format: FlowFormat, options: FlowOptions = {}): string {
  return DRAW[format](flowOf(trace), options);
}

// --- internal ---

const DRAW: Readonly<Record<FlowFormat, (flow: Flow, options: FlowOptions) => string>> = {
  ascii: (flow, { width, indent }) => drawAscii(flow, width, indent),
  mermaid: drawMermaid,
  svg: drawSvg,
};
