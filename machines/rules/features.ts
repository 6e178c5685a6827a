/** The advanced features that rules belong to: a rule binds no dealer that does not announce its feature. */

/** The rules of each feature, by its name in WELCOME. */
export const RULES_OF_FEATURES = {
  // biome-ignore format: one line reads better
  shared_registration: ['SR-2', 'SR-4', 'SR-5', 'SR-6', 'SR-10', 'SR-11', 'SR-12', 'SR-13', 'SR-14', 'FA-3'],
  call_reroute: ['CR-1', 'CR-2', 'CR-3', 'CR-4', 'CR-5', 'CR-6', 'CR-7', 'CR-8', 'FA-4'],
  call_canceling: ['CC-1', 'CC-2', 'CC-3', 'CC-4', 'CC-5', 'CC-6', 'CC-7'],
  call_timeout: ['CT-1', 'CT-2', 'CT-3'],
  progressive_call_results: ['PR-1', 'PR-2', 'PR-3', 'PR-4'],
  registration_revocation: ['RV-1', 'RV-2', 'RV-3', 'RV-4'],
} as const;

/** The rule that has each feature announced, which binds a dealer that has the feature without announcing it, too. */
export const ANNOUNCING_RULES = {
  shared_registration: 'FA-1',
  call_reroute: 'FA-2',
  call_canceling: 'FA-7',
  call_timeout: 'FA-8',
  progressive_call_results: 'FA-9',
  registration_revocation: 'FA-10',
} as const satisfies Readonly<Record<Feature, string>>;

export type Feature = keyof typeof RULES_OF_FEATURES;
