import { corpusFiles, pickFiles } from '../../corpus/load-corpus';
import { readInCommands, sendIn } from './suites';

// A load through the command line takes four times as long as a reading: the long tests read every file.
const refused = corpusFiles.filter(({ expected }) => expected.refusal !== undefined);
const read = pickFiles(
  'utf16le-mark.txt',
  'windows-1252.csv',
  'mixed-endings.csv',
  'quotes.csv',
  'trailing-delimiters.csv',
  'salesforce-report.csv',
  'exports-in-one.csv',
  'cells.xlsx',
  'table.xlsx',
);

readInCommands([...refused, ...read]);
sendIn('command-line-sent', pickFiles('moments.csv'));
