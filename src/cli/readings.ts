/** `dealerchart readings`: the open questions of the texts. */
import { Command } from 'commander';
import { READING_IDS } from '../../machines/readings.ts';
import { lookUp, UnknownName } from '../tools/consult/look-up.ts';
import { readingSheet } from '../tools/consult/readings.ts';
import { readingList, readingText } from '../tools/consult/text.ts';
import { readLibrary } from '../tools/scenario/library/scenarios.ts';
import { paintFor, widthOf } from './colours.ts';

export const readingsCommand = new Command('readings')
  .description('List the open questions of the texts, or show everything about one of them.')
  .argument('[id]', 'a reading, such as newcomer')
  .option('--json', 'write JSON instead of text: one reading, or a list of all')
  .action((asked: string | undefined, { json }: { readonly json?: true }) => {
    const options = { width: widthOf(process.stdout, 100), paint: paintFor(process.stdout) };
    const library = [...readLibrary().values()];
    if (asked === undefined) {
      console.log(
        json ? JSON.stringify(READING_IDS.map((id) => readingSheet(id, library))) : readingList(options),
      );
      return;
    }
    try {
      const sheet = readingSheet(lookUp(asked, READING_IDS, 'a reading'), library);
      console.log(json ? JSON.stringify(sheet) : readingText(sheet, options));
    } catch (error) {
      if (!(error instanceof UnknownName)) throw error;
      readingsCommand.error(`error: ${error.message}`);
    }
  });
