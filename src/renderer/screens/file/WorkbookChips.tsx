import type { SheetView, WorkbookPart } from '../../../shared/domain/sheet';
import { t } from '../../lib/text';
import { Chip } from '../../ui/Chip';
import { describeWorkbookParts } from './workbook-words';

export type WorkbookChange = { sheet?: string; table?: string; headerRow?: number };

const usualHeaderRows = 12;

type WorkbookChipsProps = {
  sheet: SheetView;
  part: WorkbookPart;
  busy: boolean;
  readOnly: boolean;
  onChange: (change: WorkbookChange) => void;
};

/** Which part of a workbook is read; each can be changed and the file is read again at once. */
export const WorkbookChips = ({ sheet, part, busy, readOnly, onChange }: WorkbookChipsProps) => {
  const evidence = describeWorkbookParts(sheet, part);
  const { headerRow } = sheet.dialect;
  const rows = Array.from({ length: usualHeaderRows }, (_, index) => index + 1);
  if (!rows.includes(headerRow)) rows.push(headerRow);
  const sheets = part.sheets.map(({ name, rows: filled, hidden }) => ({
    value: name,
    label: t('workbook.sheet.choice', { name, rows: filled, hidden: hidden ? 'yes' : 'no' }),
  }));
  const tables = [
    { value: '', label: t('workbook.table.whole') },
    ...part.tables.map(({ name, range }) => ({
      value: name,
      label: t('workbook.table.choice', { name, range }),
    })),
  ];
  return (
    <section className="bh-stack bh-stack-2" aria-labelledby="file-how">
      <h2 className="bh-h" id="file-how">
        {t('file.how')} <span className="bh-mute">{t(readOnly ? 'file.how.sent' : 'file.how.guessed')}</span>
      </h2>
      <div className="bh-chips">
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
        <Chip
          label={t('workbook.header')}
          value={String(headerRow)}
          choices={rows.map((row) => ({ value: String(row), label: t('workbook.header.row', { row }) }))}
          evidence={evidence.headerRow}
          busy={busy}
          // A table says itself where its header stands.
          readOnly={readOnly || part.table !== undefined}
          onChoose={(row) => onChange({ headerRow: Number(row) })}
        />
      </div>
    </section>
  );
};
