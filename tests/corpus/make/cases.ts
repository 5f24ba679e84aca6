import type { CorpusCase } from './model';
import { officeCases } from './office/cases';
import { damageCases } from './text/damage';
import { dateCases } from './text/dates';
import { encodingCases } from './text/encodings';
import { headCases } from './text/heads';
import { shapeCases } from './text/shapes';
import { spreadsheetCases } from './text/spreadsheets';
import { valueCases } from './text/values';
import { wordCases } from './text/words';
import { badCases } from './workbook/bad';
import { cellCases } from './workbook/cells';
import { dayCases } from './workbook/days';
import { nameCases } from './workbook/names';
import { numberCases } from './workbook/numbers';
import { odsCases } from './workbook/ods';
import { packageCases } from './workbook/packages';
import { sheetCases } from './workbook/sheets';

/** Every file of the corpus. */
export const corpusCases: readonly CorpusCase[] = [
  ...encodingCases,
  ...shapeCases,
  ...damageCases,
  ...headCases,
  ...valueCases,
  ...spreadsheetCases,
  ...wordCases,
  ...dateCases,
  ...cellCases,
  ...dayCases,
  ...numberCases,
  ...sheetCases,
  ...packageCases,
  ...badCases,
  ...odsCases,
  ...nameCases,
  ...officeCases,
];
