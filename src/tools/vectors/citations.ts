/** The rules that a vector cites, their weakest level, and the feature of the WAMP text that they belong to. */
import { type Level, linkOf, RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import { RECORDS, sectionName, type TextId } from '../../../machines/texts.ts';
import { type CitedRule, LEVELS } from './vector.ts';

/** The weakest level among some rules; MAY for readings without a rule, which the text leaves open. */
export function levelOf(rules: readonly RuleId[]): Level {
  const levels = rules.map((id) => RULES[id].level);
  return LEVELS.find((level) => levels.includes(level)) ?? 'MAY';
}

/** The feature of the first rule, as other vectors name it. */
export function featureOf([first]: readonly RuleId[]): string {
  if (first === undefined) return 'advanced.rpc.shared_registration';
  const { source }: Rule = RULES[first];
  return FEATURES_OF_RULES[first] ?? (source === undefined ? undefined : FEATURES[source]) ?? 'basic.rpc';
}

/** A rule with its source. */
export function cite(id: RuleId): CitedRule {
  const rule: Rule = RULES[id];
  const { level, authority, sentence } = rule;
  const link = linkOf(rule);
  return { id, level, authority, source: sourceOf(rule), ...(link === undefined ? {} : { link }), sentence };
}

// --- internal ---

/** Features of the WAMP text by the section of a rule. */
const FEATURES: Readonly<Partial<Record<TextId, string>>> = {
  shared: 'advanced.rpc.shared_registration',
  reroute: 'advanced.rpc.call_reroute',
  crossbar: 'advanced.rpc.shared_registration',
  blocks: 'basic',
  sessions: 'basic',
  rpc: 'basic.rpc',
  uris: 'basic',
  advancedUris: 'advanced.rpc',
  patterns: 'advanced.rpc',
  cancel: 'advanced.rpc.call_canceling',
  timeout: 'advanced.rpc.call_timeout',
  progress: 'advanced.rpc.progressive_call_results',
  invocations: 'advanced.rpc.progressive_call_invocations',
  passthru: 'advanced.payload_passthru_mode',
};

/** Rules that follow from a section about another feature than theirs. */
const FEATURES_OF_RULES: Readonly<Partial<Record<RuleId, string>>> = {
  'SR-9': 'advanced.rpc.shared_registration',
  'BP-20': 'basic',
};

const sourceOf = (rule: Rule): string =>
  rule.authority === 'decided'
    ? `Dealerchart, decisions: ${rule.record} ${RECORDS[rule.record][1]}`
    : sectionName(rule.source, rule.heading);
