/** Logs that keep and break the rules about features that were not announced. */
import { rule } from './story.ts';

const VIOLATION = 'A < ABORT {} ~protocol_violation';
const GOODBYE = 'A < GOODBYE {} wamp.close.normal !';

rule('FA-5', {
  given: `
    A joins
    A > CALL 1 {ppt_scheme:x_mine} p [sealed]`,
  right: VIOLATION,
  wrong: GOODBYE,
});

rule('FA-5', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > YIELD 1 {ppt_scheme:x_mine} [sealed]`,
  right: `${VIOLATION}
    X < ERROR CALL 1 {} ~canceled`,
  wrong: `${GOODBYE}
    X < ERROR CALL 1 {} ~canceled`,
});

rule('FA-5', {
  given: `
    A joins
    A > PUBLISH 1 {ppt_scheme:x_mine} t [sealed]`,
  right: VIOLATION,
  wrong: GOODBYE,
});

rule('FA-6', {
  given: `
    A joins
    A > CALL 1 {progress:true} p`,
  right: VIOLATION,
  wrong: GOODBYE,
});
