import { useState } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { HeaderChoices, SheetPreview as Preview, SheetView } from '../../../shared/domain/sheet';
import { isUndecided } from '../../../core/sheet/is-undecided';
import { call, toAppError } from '../../lib/api';
import { formatBytes, formatMoment, formatTime, t } from '../../lib/text';
import { chooseFile, isStopped, stopReading, takeFile, takePaste, useIntake } from '../../state/intake';
import { putLoad } from '../../state/loads';
import { go } from '../../state/navigation';
import { useOrg } from '../../state/orgs';
import { hasBeenSent, isUnderWay } from '../../state/passage';
import { useRunCall } from '../../state/run-call';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { StepFrame } from '../../ui/StepFrame';
import { DamageReport } from '../damage/DamageReport';
import { DialectChips, type DialectChange } from './DialectChips';
import { EncodingQuestion } from './EncodingQuestion';
import { FileBeingRead } from './FileBeingRead';
import { FindingNotes, type FindingActs } from './FindingNotes';
import { IntakeNotices } from './IntakeNotices';
import { ReadingProgress } from './ReadingProgress';
import { previewRows, SheetPreview } from './SheetPreview';
import { SheetTable } from './SheetTable';
import { describeDialect, describeFindings, describePreview, isUrgent } from './sheet-words';
import { useFileDrop } from './use-file-drop';
import { useFilePaste } from './use-file-paste';
import { WorkbookChips, type WorkbookChange } from './WorkbookChips';

const countShown = (load: LoadView): string => {
  const shown = Math.min(previewRows, load.sheet.rows);
  return t(shown === load.sheet.rows ? 'file.preview.all' : 'file.preview.note', { shown });
};

type Rereading = {
  pending: boolean;
  error: ReturnType<typeof useRunCall>['error'];
  /** The first rows as they are read now, while the others follow. */
  preview: Preview | null;
  reread: (change: DialectChange & WorkbookChange & { headers?: HeaderChoices }) => void;
};

/** Reads the file of a load another way: its first rows at once, then all of them. */
const useRereading = (loadId: string): Rereading => {
  const { pending, error, runCall } = useRunCall();
  const [preview, setPreview] = useState<Preview | null>(null);
  const reread: Rereading['reread'] = (change) => {
    useIntake.setState({ rowsRead: 0, bytesRead: 0 });
    void runCall(async () => {
      setPreview(await call('loads.preview', { loadId, ...change }).catch(() => null));
      try {
        putLoad(await call('loads.reread', { loadId, ...change }));
      } catch (thrown) {
        if (!isStopped(toAppError(thrown))) throw thrown;
      } finally {
        setPreview(null);
      }
    });
  };
  return { pending, error, preview, reread };
};

const RereadingProgress = ({ of }: { of: number }) => {
  const rows = useIntake((state) => state.rowsRead);
  const bytes = useIntake((state) => state.bytesRead);
  return (
    <ReadingProgress
      word={t('file.rereading')}
      bytes={bytes}
      of={of}
      rows={rows}
      slim
      onStop={() => void stopReading()}
    />
  );
};

type SheetOfLoadProps = { load: LoadView; rereading: Rereading; isOver: boolean; acts: FindingActs };

/** How the file is read, what has to be decided, its first rows, and what was found in it. */
const SheetOfLoad = ({ load, rereading, isOver, acts }: SheetOfLoadProps) => {
  const { sheet } = load;
  const { pending, preview, reread } = rereading;
  // Once columns have fields, the report tells of error cells column by column.
  const isMatched = load.mapping.some(({ field }) => field !== null);
  const notes = describeFindings(sheet).filter(({ code }) => code !== 'error-cells' || !isMatched);
  const readOnly = hasBeenSent(load);
  return (
    <div className="bh-file" data-over={isOver}>
      {sheet.dialect.workbook === undefined ? (
        <DialectChips
          dialect={preview?.dialect ?? sheet.dialect}
          evidence={preview === null ? describeDialect(sheet) : describePreview(preview)}
          note={t(readOnly ? 'file.how.sent' : 'file.how.guessed')}
          hasLetters={sheet.pasted !== true}
          busy={pending}
          readOnly={readOnly}
          onChange={reread}
        />
      ) : (
        <WorkbookChips
          sheet={sheet}
          part={sheet.dialect.workbook}
          busy={pending}
          readOnly={readOnly}
          onChange={reread}
        />
      )}
      <EncodingQuestion
        doubt={sheet.doubt ?? []}
        disabled={acts.disabled}
        onChoose={(encoding) => reread({ encoding })}
      />
      <FindingNotes label={t('file.decide')} notes={notes.filter(isUrgent)} sheet={sheet} acts={acts} />
      {pending && <RereadingProgress of={sheet.bytes} />}
      {preview === null ? (
        <SheetPreview load={load} />
      ) : (
        <SheetTable header={preview.header} rows={preview.rows} />
      )}
      <div className="bh-findings">
        <FindingNotes
          label={t('file.findings')}
          notes={notes.filter((note) => !isUrgent(note))}
          sheet={sheet}
          acts={acts}
        />
        <DamageReport load={load} />
      </div>
    </div>
  );
};

const FileMark = () => (
  <span className="bh-file-mark">
    <Icon name="file" size={20} />
  </span>
);

const FileName = ({ sheet }: { sheet: SheetView }) =>
  sheet.pasted === true ? (
    t('file.pasted', { moment: formatMoment(sheet.modifiedAt) })
  ) : (
    <span className="bh-file-name" title={sheet.name}>
      {sheet.name}
    </span>
  );

/** The file of a load: how it is read, what was found in it, and its first rows. */
export const FileOfLoad = ({ load }: { load: LoadView }) => {
  const { sheet, id: loadId } = load;
  const isSent = hasBeenSent(load);
  const org = useOrg();
  const reading = useIntake((state) => state.reading);
  const rereading = useRereading(loadId);
  const choosing = useRunCall();
  const [isReminded, setReminded] = useState(false);
  const target = { orgId: load.org.id, loadId };
  const canReplace = !isSent && org?.id === load.org.id;
  const takesFiles = canReplace && reading === null && !rereading.pending;
  const drop = useFileDrop(takesFiles, (path) => void takeFile(path, target));
  useFilePaste(takesFiles, (text) => void takePaste(target, text));
  const undecided = isUndecided(sheet);
  const acts: FindingActs = {
    damaged: load.options.damaged,
    disabled: isSent || rereading.pending || choosing.pending,
    onRows: (damage, choice) =>
      void choosing.runCall(async () => {
        const damaged = { ...load.options.damaged, [damage]: choice };
        putLoad(await call('loads.setOptions', { loadId, options: { damaged } }));
      }),
    onNames: (which, choice) => rereading.reread({ headers: { [which]: choice } }),
  };
  const goOn = (): void => {
    if (undecided) setReminded(true);
    else go({ step: 'object' });
  };
  return (
    <StepFrame
      fill
      mark={<FileMark />}
      sentence={<FileName sheet={sheet} />}
      sub={t(sheet.pasted === true ? 'file.facts.pasted' : 'file.facts', {
        rows: sheet.rows,
        columns: sheet.columns.length,
        size: formatBytes(sheet.bytes),
        time: formatMoment(sheet.modifiedAt),
      })}
      actions={
        canReplace &&
        reading === null && (
          <div className="bh-row bh-wrap">
            <Button leftSection={<Icon name="clipboard" />} onClick={() => void takePaste(target)}>
              {t('file.paste')}
            </Button>
            <Button onClick={() => void chooseFile(target)}>{t('file.another')}</Button>
          </div>
        )
      }
      foot={{
        note:
          isReminded && undecided
            ? t('file.decide.first')
            : `${t('shell.saved', { time: formatTime(load.updatedAt) })} ${countShown(load)}`,
        primary: isSent
          ? {
              label: t(isUnderWay(load) ? 'answer.toRun' : 'answer.toResults'),
              onClick: () => go({ step: isUnderWay(load) ? 'run' : 'results' }),
            }
          : { label: t('file.next'), onClick: goOn, busy: rereading.pending },
      }}
    >
      <IntakeNotices target={target} drop={drop} />
      {rereading.error !== null && <ErrorNotice error={rereading.error} />}
      {choosing.error !== null && <ErrorNotice error={choosing.error} />}
      {reading !== null && reading.target.loadId === loadId ? (
        <FileBeingRead reading={reading} />
      ) : (
        <SheetOfLoad load={load} rereading={rereading} isOver={drop.isOver} acts={acts} />
      )}
    </StepFrame>
  );
};
