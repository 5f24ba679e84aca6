import { readTable, type ReadOptions, type ReadOutcome, type RowSink } from './read-table';
import { readWorkbook } from './workbook/read-workbook';

/** Reads the table of a file, of text or a workbook, as its dialect says. Throws what the two readers throw. */
export const readSource = async (path: string, options: ReadOptions, sink: RowSink): Promise<ReadOutcome> => {
  const { workbook } = options.dialect;
  return workbook === undefined
    ? readTable(path, options, sink)
    : readWorkbook(path, workbook, options, sink);
};
