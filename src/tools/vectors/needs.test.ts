/** Needs of vectors: features of the router, and means of a test bench. */
import { describe, expect, test } from 'vitest';
import { readLibrary } from '../scenario/library/scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { benchOf, featuresNeeded } from './needs.ts';

const scenarioOf = (name: string): Scenario => readLibrary().get(name) as Scenario;

describe('features follow from the messages', () => {
  test.each([
    ['bp-13-no-such-procedure', []],
    ['sr-02-single-in-so-many-words', []],
    ['sr-12-first-is-the-oldest', ['shared_registration']],
    ['cr-02-single-has-nobody-else', ['call_reroute']],
    ['cr-03-roundrobin-goes-on', ['shared_registration', 'call_reroute']],
    ['cc-01-skip-leaves-the-callee-alone', ['call_canceling']],
    ['ct-01-no-clock-without-timeout', ['shared_registration', 'call_reroute']],
    ['ct-02-clocks-run-out-in-their-order', ['call_timeout']],
    ['mix-kill-and-caller-leaves', ['call_canceling']],
    ['pr-02-progress-goes-on-at-once', ['progressive_call_results']],
    ['rv-01-a-new-worker-takes-over', ['registration_revocation']],
  ])('%s needs %j', (name, features) => {
    expect(featuresNeeded(scenarioOf(name))).toEqual(features);
  });
});

describe('what no client has is named', () => {
  test.each([
    ['bp-13-no-such-procedure', []],
    ['cr-04-random-draws-among-the-rest', ['draws']],
    ['lm-02-calls-in-flight', ['limits']],
    ['au-04-admitted-without-a-challenge', ['authentication']],
    ['ud-02-answers-that-are-lost', ['obstruction']],
    ['bp-08-shutdown-before-hello', ['shutdown']],
    ['bp-09-no-such-realm', ['realms']],
    ['lm-04-tries', ['limits', 'obstruction']],
  ])('%s needs %j', (name, bench) => {
    expect(benchOf(scenarioOf(name))).toEqual(bench);
  });
});
