import { corpusFiles, pickFiles } from '../../corpus/load-corpus';
import { readInScreens, sendIn } from './suites';

// Every file is read here; what each of them sends is a matter of the long tests, but for a few.
readInScreens(corpusFiles);
sendIn('screens-sent', pickFiles('numbers.csv', 'dates-ambiguous.csv', 'cells.xlsx'));
