/** Paths, names and types for the code that is generated from a chart. */

export interface Writing {
  /** Path of the chart's file from the root of the project, for the header. */
  readonly source: string;
  /** The command that regenerates the file. */
  readonly command: string;
  /** Import path of the steps, relative to the generated file. */
  readonly stepsFrom: string;
  /** Import path and names of the types of context and event. */
  readonly typesFrom: string;
  readonly context: string;
  readonly event: string;
  readonly effect: string;
  /** Import path and name of the type of its instances. */
  readonly partsFrom: string;
  readonly part: string;
  /** Import path of the driver's types. */
  readonly driverFrom: string;
  /** The effects that an action can emit on an event; undefined if that is not known. */
  readonly effectsOf?: (action: string, event: string | undefined) => readonly string[] | undefined;
  /** True for events that other code calls the function of. */
  readonly isRouted?: (event: string) => boolean;
  /** The type of effects that are messages to clients, and which effects are. */
  readonly sent?: string;
  readonly isSent?: (effect: string) => boolean;
}
