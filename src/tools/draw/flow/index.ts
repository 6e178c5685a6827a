/** Message-flow diagrams of scenarios. */
import type { Trace } from '../../trace/trace.ts';
import { drawAscii } from './ascii.ts';
import { flowOf } from './flow.ts';
import { drawMermaid } from './mermaid.ts';
import type { Flow } from './model.ts';
import { drawSvg } from './svg.ts';

/** CSS that a page must have when it embeds the pictures without their own style. */

export const FLOW_FORMATS = ['ascii', 'mermaid', 'svg'] as const;
export type FlowFormat = (typeof FLOW_FORMATS)[number];

export interface FlowOptions {
  /** Number of the first step to draw: 1 if omitted. */
  readonly from?: number | undefined;
  /** Text above the diagram; none if omitted. */
  readonly heading?: string | undefined;
  /** Maximum length of a line of ASCII, in characters: 72 if omitted, and at least 30 without the indent. */
  readonly width?: number | undefined;
  /** Number of blanks before each line of ASCII: none if omitted. */
  readonly indent?: number | undefined;
}

/** @returns the diagram, with a line end after the last line */
export function drawFlow(trace: Trace, format: FlowFormat, options: FlowOptions = {}): string {
  return DRAW[format](flowOf(trace, options), options);
}

// --- internal ---

const DRAW: Readonly<Record<FlowFormat, (flow: Flow, options: FlowOptions) => string>> = {
  ascii: (flow, { width, indent }) => drawAscii(flow, width, indent),
  mermaid: drawMermaid,
  svg: (flow) => drawSvg(flow),
};
