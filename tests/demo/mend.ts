import type { Page } from 'playwright';
import { leaveRowOut, repairGroupOf, sendGroupAgain, typeCell } from '../e2e/screens/fix';
import type { KnownDefect } from './judge/mended-sheet';

/** Mends the rows of one defect as a person would: cell by cell, or all rows of their cause at once. */
async function mend(page: Page, { id, family, rows, column, mend: how }: KnownDefect): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const wish = { column: how.column ?? column ?? '' };
  switch (how.kind) {
    case 'type':
      for (const { row, value } of how.cells ?? []) await typeCell(page, row, wish.column, value);
      return;
    case 'map':
      return repairGroupOf(page, first, { ...wish, kind: 'map', values: how.values ?? [] });
    case 'replace':
      return repairGroupOf(page, first, {
        ...wish,
        kind: 'replace',
        find: how.find ?? '',
        replace: how.replace ?? '',
      });
    case 'copy':
      return repairGroupOf(page, first, { ...wish, kind: 'copy', from: how.from ?? '' });
    case 'cut':
      return repairGroupOf(page, first, { ...wish, kind: 'cut', length: how.length ?? 1 });
    case 'clear':
      return repairGroupOf(page, first, { ...wish, kind: 'clear' });
    case 'send-again':
      // Rows that lost a lock went again by themselves, and a row whose key another row had taken goes by itself
      // once that one is settled.
      if (id !== 'key-shared' && family !== 'lock') await sendGroupAgain(page, first);
      return;
    case 'leave-out':
      for (const row of rows) await leaveRowOut(page, row, wish.column, how.reason ?? '');
      return;
    case 'nothing-helps':
      return;
    default:
      throw new Error(`Nobody knows how to ${how.kind}.`);
  }
}

/** Mends defect after defect. */
export async function mendAll(page: Page, defects: readonly KnownDefect[]): Promise<void> {
  for (const defect of defects) {
    try {
      await mend(page, defect);
    } catch (cause) {
      throw new Error(`Rows with “${defect.id}” could not be mended.`, { cause });
    }
  }
}
