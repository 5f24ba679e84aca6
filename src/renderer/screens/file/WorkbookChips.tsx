import type { SheetView, WorkbookPart } from '../../../shared/domain/sheet';
import { t } from '../../lib/text';
import { Chip } from '../../ui/Chip';
import { ReadingChips } from './ReadingChips';
import { describeWorkbookParts } from './workbook-words';

export type WorkbookChange = { sheet?: string; table?: string; headerRow?: number };

type WorkbookChipsProps = {
  sheet: SheetView;
  part: WorkbookPart;
  busy: boolean;
  readOnly: boolean;
  onChange: (change: WorkbookChange) => void;
};

/** Which part of a workbook is read. */
export const WorkbookChips = ({ sheet, part, busy, readOnly, onChange }: WorkbookChipsProps) => {
  const evidence = describeWorkbookParts(sheet, part);
  const sheets = part.sheets.map(({ name, rows: filled, hidden }) => ({
    value: name,
    label: t('workbook.sheet.choice', { name, rows: filled, hidden: hidden ? 'yes' : 'no' }),
  }));
  const tables = [
    { value: '', label: t('workbook.table.whole') },
    ...part.tables.map(({ name, range, isNamed }) => ({
      value: name,
      label: t(isNamed === true ? 'workbook.table.choice.named' : 'workbook.table.choice', { name, range }),
    })),
  ];
  // A table says itself where its header stands; a block that only has a name doesn't.
  const isMarked = part.table !== undefined && !part.tables.some(isNamedBlock(part.table));
  return (
    <ReadingChips
      note={t(readOnly ? 'file.how.sent' : 'file.how.guessed')}
      headerRow={sheet.dialect.headerRow}
      words={{ header: 'workbook.header', row: 'workbook.header.row' }}
      evidence={evidence.headerRow}
      busy={busy}
      readOnly={readOnly || isMarked}
      onHeaderRow={(headerRow) => onChange({ headerRow })}
    >
      <Chip
        label={t('workbook.sheet')}
        value={part.sheet}
        choices={sheets}
        evidence={evidence.sheet}
        busy={busy}
        readOnly={readOnly || sheets.length < 2}
        onChoose={(name) => onChange({ sheet: name })}
      />
      <Chip
        label={t('workbook.table')}
        value={part.table ?? ''}
        choices={tables}
        evidence={evidence.table}
        busy={busy}
        readOnly={readOnly || tables.length < 2}
        onChoose={(table) => onChange({ table })}
      />
    </ReadingChips>
  );
};

const isNamedBlock =
  (wanted: string) =>
  ({ name, isNamed }: WorkbookPart['tables'][number]): boolean =>
    name === wanted && isNamed === true;
