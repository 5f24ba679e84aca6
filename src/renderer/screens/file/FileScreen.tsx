import { useEffect } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { call } from '../../lib/api';
import { formatBytes, formatMoment, formatTime, t } from '../../lib/text';
import { chooseFile, clearFailure, takeFile, takeSample, useIntake } from '../../state/intake';
import { putLoad } from '../../state/loads';
import { go } from '../../state/navigation';
import { useOrg } from '../../state/orgs';
import { hasBeenSent, isUnderWay } from '../../state/passage';
import { useRunCall } from '../../state/run-call';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { StepFrame } from '../../ui/StepFrame';
import { DamageReport } from '../damage/DamageReport';
import { DialectChips, type DialectChange } from './DialectChips';
import { DropZone } from './DropZone';
import { FindingNotes } from './FindingNotes';
import { ReadingProgress } from './ReadingProgress';
import { previewRows, SheetPreview } from './SheetPreview';
import { useFileDrop } from './use-file-drop';
import './file.css';

/** Why the newest file could not be read, in the place where another can be chosen. */
const IntakeFailure = ({ orgId, loadId }: { orgId: string; loadId: string | null }) => {
  const failure = useIntake((state) => state.failure);
  useEffect(() => clearFailure, []);
  if (failure === null) return null;
  const { error, path } = failure;
  return (
    <ErrorNotice
      error={error}
      actions={
        <>
          {path !== null && (
            <Button onClick={() => void takeFile(path, { orgId, loadId })}>{t('shell.tryAgain')}</Button>
          )}
          <Button onClick={() => void chooseFile({ orgId, loadId })}>{t('file.another')}</Button>
        </>
      }
    />
  );
};

const Refusal = ({ sentence, onClose }: { sentence: string; onClose: () => void }) => (
  <Banner tone="warn" title={sentence} actions={<Button onClick={onClose}>{t('shell.close')}</Button>} />
);

/** The file step before there is a file. */
const NoFileYet = ({ orgId }: { orgId: string }) => {
  const reading = useIntake((state) => state.reading);
  const target = { orgId, loadId: null };
  const drop = useFileDrop(reading === null, (path) => void takeFile(path, target));
  return (
    <StepFrame sentence={t('file.sentence')} sub={t('file.sub')} fill foot={{ note: t('file.foot') }}>
      <IntakeFailure {...target} />
      {drop.refusal !== null && <Refusal sentence={drop.refusal} onClose={drop.clearRefusal} />}
      {reading !== null ? (
        <ReadingProgress reading={reading} />
      ) : (
        <DropZone
          isOver={drop.isOver}
          onChoose={() => void chooseFile(target)}
          onSample={() => void takeSample(orgId)}
        />
      )}
    </StepFrame>
  );
};

const countShown = (load: LoadView): string => {
  const shown = Math.min(previewRows, load.sheet.rows);
  return t(shown === load.sheet.rows ? 'file.preview.all' : 'file.preview.note', { shown });
};

/** The file of a load: how it is read, what was found in it, and its first rows. */
const FileOfLoad = ({ load }: { load: LoadView }) => {
  const { sheet } = load;
  const isSent = hasBeenSent(load);
  const org = useOrg();
  const reading = useIntake((state) => state.reading);
  const reread = useRunCall();
  const target = { orgId: load.org.id, loadId: load.id };
  const canReplace = !isSent && org?.id === load.org.id;
  const drop = useFileDrop(canReplace && reading === null, (path) => void takeFile(path, target));

  const change = (part: DialectChange): void => {
    useIntake.setState({ rowsRead: 0 });
    void reread.runCall(async () => putLoad(await call('loads.reread', { loadId: load.id, ...part })));
  };

  return (
    <StepFrame
      fill
      mark={
        <span className="bh-file-mark">
          <Icon name="file" size={20} />
        </span>
      }
      sentence={sheet.name}
      sub={t('file.facts', {
        rows: sheet.rows,
        columns: sheet.columns.length,
        size: formatBytes(sheet.bytes),
        time: formatMoment(sheet.modifiedAt),
      })}
      actions={
        canReplace && (
          <Button onClick={() => void chooseFile(target)} loading={reading !== null}>
            {t('file.another')}
          </Button>
        )
      }
      foot={{
        note: `${t('shell.saved', { time: formatTime(load.updatedAt) })} ${countShown(load)}`,
        primary: isSent
          ? {
              label: t(isUnderWay(load) ? 'answer.toRun' : 'answer.toResults'),
              onClick: () => go({ step: isUnderWay(load) ? 'run' : 'results' }),
            }
          : { label: t('file.next'), onClick: () => go({ step: 'object' }), busy: reread.pending },
      }}
    >
      <IntakeFailure {...target} />
      {drop.refusal !== null && <Refusal sentence={drop.refusal} onClose={drop.clearRefusal} />}
      {reread.error !== null && <ErrorNotice error={reread.error} />}
      {reading !== null ? (
        <ReadingProgress reading={reading} />
      ) : (
        <div className="bh-file" data-over={drop.isOver}>
          <DialectChips sheet={sheet} busy={reread.pending} readOnly={isSent} onChange={change} />
          <FindingNotes sheet={sheet} />
          <DamageReport load={load} />
          <SheetPreview load={load} rereading={reread.pending} />
        </div>
      )}
    </StepFrame>
  );
};

/** The first step: a file to choose, or the one that was chosen and how it is read. */
export const FileScreen = ({ load }: { load: LoadView | null }) => {
  const org = useOrg();
  if (load !== null) return <FileOfLoad key={load.id} load={load} />;
  return org === null ? null : <NoFileYet orgId={org.id} />;
};
