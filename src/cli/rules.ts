/** `dealerchart rules`: the rules of the dealer. */
import { Command } from 'commander';
import { lookUp, UnknownName } from '../tools/consult/look-up.ts';
import { ruleSheet } from '../tools/consult/rules.ts';
import { ruleList, ruleText } from '../tools/consult/text.ts';
import { RULE_IDS } from '../tools/judge/judge.ts';
import { readLibrary } from '../tools/scenario/library/scenarios.ts';
import { paintFor, widthOf } from './colours.ts';

export const rulesCommand = new Command('rules')
  .description('List the rules of the dealer, or show everything about one of them.')
  .argument('[id]', 'a rule, such as CR-7')
  .option('--json', 'write JSON instead of text: one rule, or a list of all')
  .action((asked: string | undefined, { json }: { readonly json?: true }) => {
    const options = { width: widthOf(process.stdout, 100), paint: paintFor(process.stdout) };
    const library = [...readLibrary().values()];
    if (asked === undefined) {
      console.log(json ? JSON.stringify(RULE_IDS.map((id) => ruleSheet(id, library))) : ruleList(options));
      return;
    }
    try {
      const sheet = ruleSheet(lookUp(asked, RULE_IDS, 'a rule'), library);
      console.log(json ? JSON.stringify(sheet) : ruleText(sheet, options));
    } catch (error) {
      if (!(error instanceof UnknownName)) throw error;
      rulesCommand.error(`error: ${error.message}`);
    }
  });
