import type { LoadView } from '../../../shared/domain/load';
import { formatBytes, t } from '../../lib/text';
import { chooseFile, takeFile, takePaste, takeSample, useIntake } from '../../state/intake';
import { useOrg } from '../../state/orgs';
import { StepFrame } from '../../ui/StepFrame';
import { DropZone } from './DropZone';
import { FileBeingRead } from './FileBeingRead';
import { FileOfLoad } from './FileOfLoad';
import { IntakeNotices } from './IntakeNotices';
import { UnderWayNotice } from './UnderWayNotice';
import { useFileDrop } from './use-file-drop';
import { useFilePaste } from './use-file-paste';
import './file.css';

/** The file step before there is a load: a file to choose, or the one that is being read into a new load. */
const NoLoadYet = ({ orgId }: { orgId: string }) => {
  const reading = useIntake((state) => state.reading);
  const target = { orgId, loadId: null };
  const drop = useFileDrop(reading === null, (path) => void takeFile(path, target));
  useFilePaste(reading === null, (text) => void takePaste(target, text));
  const preview = reading?.preview ?? null;
  return (
    <StepFrame
      sentence={preview === null ? t('file.sentence') : preview.name}
      sub={preview === null ? t('file.sub') : t('file.reading.rest', { size: formatBytes(preview.bytes) })}
      fill
      foot={{ note: t(reading === null ? 'file.foot' : 'file.reading.leave') }}
    >
      {reading === null && <UnderWayNotice />}
      <IntakeNotices target={target} drop={drop} />
      {reading !== null ? (
        <FileBeingRead reading={reading} />
      ) : (
        <DropZone
          isOver={drop.isOver}
          onChoose={() => void chooseFile(target)}
          onPaste={() => void takePaste(target)}
          onSample={() => void takeSample(orgId)}
        />
      )}
    </StepFrame>
  );
};

/** The first step: a file to choose, or the one that was chosen and how it is read. */
export const FileScreen = ({ load }: { load: LoadView | null }) => {
  const org = useOrg();
  if (load !== null) return <FileOfLoad key={load.id} load={load} />;
  return org === null ? null : <NoLoadYet orgId={org.id} />;
};
