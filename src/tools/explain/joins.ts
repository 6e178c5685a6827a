/** Sessions that join one after another, which all explanations tell together. */
import type { ExplainedStep } from './explain.ts';

/** @returns the steps in order: each alone, except for consecutive plain joins */
export function withJoinsTogether(steps: readonly ExplainedStep[]): readonly (readonly ExplainedStep[])[] {
  const groups: ExplainedStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.isPlainJoin && last?.[0]?.isPlainJoin) last.push(step);
    else groups.push([step]);
  }
  return groups;
}
