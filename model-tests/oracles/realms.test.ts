/** Logs that keep and break the rules about realms and about keys that a router does not know. */
import { rule } from './story.ts';

rule('BP-25', {
  given: `
    A joins
    A > REGISTER 1 {_mood:fine} p`,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~option_not_allowed !',
  also: ['SR-6'],
});

rule('BP-25', {
  given: `
    A joins
    A > CALL 1 {timeout:5,x_mood:fine} p`,
  right: 'A < ERROR CALL 1 {} ~no_such_procedure',
  wrong: 'A < ERROR CALL 1 {} ~option_not_allowed !',
  also: ['BP-13'],
});

rule('BP-25', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}},x_mood:fine}`,
  right: 'A is welcomed',
  wrong: 'A < ABORT {} ~protocol_violation !',
  also: ['BP-3', 'BP-5'],
});

rule('BP-27', {
  given: `
    A joins
    A shares p
    X connects
    X > HELLO realm2 {roles:{caller:{}}}
    X is welcomed
    X > CALL 1 {} p [1]`,
  right: 'X < ERROR CALL 1 {} ~no_such_procedure',
  wrong: `
    A < INVOCATION 1 1 {} [1] !
    X < ERROR CALL 1 {} ~no_such_procedure`,
  also: ['CR-10'],
});
