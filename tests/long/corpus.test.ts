import { readInCommands, sendIn } from '../contract/corpus/suites';
import { corpusFiles } from '../corpus/load-corpus';

// The whole corpus: every file through the command line, and what every file sends.
readInCommands(corpusFiles);
sendIn('screens-sent', corpusFiles);
sendIn('command-line-sent', corpusFiles);
