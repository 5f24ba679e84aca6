import type { ColumnProfile, SheetFinding } from '../../../shared/domain/sheet';

/** What was met while a sheet was read, counted; `damageLine` is the line of the first damaged row. */
export type Findings = {
  damaged: number;
  damageLine: number | undefined;
  nul: number;
  badBytes: number;
  unguarded: number;
};

/** What a person should know of a sheet before its rows are sent. */
export const toFindings = (columns: ColumnProfile[], blankLines: number, found: Findings): SheetFinding[] => {
  const ragged = found.damaged - found.nul - found.badBytes;
  const line = found.damageLine === undefined ? {} : { line: found.damageLine };
  return [
    ...(ragged > 0 ? [{ code: 'ragged-rows' as const, count: ragged, ...line }] : []),
    ...(found.nul > 0 ? [{ code: 'nul-bytes' as const, count: found.nul, ...line }] : []),
    ...(found.badBytes > 0 ? [{ code: 'bad-bytes' as const, count: found.badBytes, ...line }] : []),
    ...(found.unguarded > 0 ? [{ code: 'guarded-cells' as const, count: found.unguarded }] : []),
    ...(blankLines > 0 ? [{ code: 'blank-lines' as const, count: blankLines }] : []),
    ...columns.flatMap((column): SheetFinding[] => [
      ...(column.leadingZeros > 0
        ? [{ code: 'leading-zeros' as const, column: column.header, count: column.leadingZeros }]
        : []),
      ...(column.errorCells > 0
        ? [{ code: 'error-cells' as const, column: column.header, count: column.errorCells }]
        : []),
    ]),
  ];
};
