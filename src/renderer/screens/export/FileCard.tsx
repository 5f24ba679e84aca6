import { useId, type ReactElement } from 'react';
import { ExportFormat } from '../../../shared/domain/export';
import { t } from '../../lib/text';
import { changeDraft, useExports } from '../../state/exports';
import { Card } from '../../ui/Card';
import { Checkbox, SegmentedControl } from '../../ui/kit';

/** What kind of file comes of it, and whether deleted records are in it. */
export const FileCard = (): ReactElement => {
  const { format, forSpreadsheet, all } = useExports(({ draft }) => draft);
  const label = useId();
  return (
    <Card title={t('export.file')}>
      <div className="bh-stack">
        <div className="bh-stack bh-stack-2">
          <span id={label}>{t('export.format')}</span>
          <SegmentedControl
            aria-labelledby={label}
            fullWidth
            value={format}
            data={ExportFormat.options.map((value) => ({ value, label: t(`export.format.${value}`) }))}
            onChange={(value) => {
              const chosen = ExportFormat.safeParse(value);
              if (chosen.success) changeDraft({ format: chosen.data });
            }}
          />
          <p className="bh-soft">{t(`export.format.${format}.why`)}</p>
        </div>
        {format === 'csv' && (
          <Checkbox
            label={t('export.spreadsheet')}
            description={t('export.spreadsheet.why')}
            checked={forSpreadsheet}
            onChange={(event) => changeDraft({ forSpreadsheet: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          label={t('export.all')}
          description={t('export.all.why')}
          checked={all}
          onChange={(event) => changeDraft({ all: event.currentTarget.checked })}
        />
      </div>
    </Card>
  );
};
