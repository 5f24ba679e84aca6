import { useState } from 'react';
import type { Settings, StorageView } from '../../../shared/contract';
import { call } from '../../lib/api';
import { formatBytes, formatDay, t } from '../../lib/text';
import { useLoads } from '../../state/loads';
import { go } from '../../state/navigation';
import { useRunCall } from '../../state/run-call';
import { useFetched } from '../../state/use-fetched';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Select } from '../../ui/kit';
import { Waiting } from '../../ui/Waiting';

const usualDays = [7, 30, 90, 365] as const;
const never = 'never';

const labelOfDays = (days: number): string =>
  days === 365 ? t('settings.retention.year') : t('settings.retention.days', { days });

const fetchStorage = (): Promise<StorageView> => call('storage.get');

const Facts = ({ storage }: { storage: StorageView }) => (
  <dl className="bh-pairs">
    <dt>{t('settings.data.path')}</dt>
    <dd className="bh-settings-path">{storage.path}</dd>
    <dt>{t('settings.data.size')}</dt>
    <dd className="bh-num">{formatBytes(storage.bytes)}</dd>
    <dt>{t('settings.data.loads')}</dt>
    <dd className="bh-num">
      {t('settings.data.count', {
        loads: storage.loads,
        oldest: storage.oldestAt === null ? 'none' : formatDay(storage.oldestAt),
      })}
    </dd>
  </dl>
);

const DeleteAll = ({ loads, onDeleted }: { loads: number; onDeleted: (storage: StorageView) => void }) => {
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const { pending, error, runCall } = useRunCall();
  const remove = async (): Promise<void> => {
    const left = await runCall(() => call('storage.deleteAll'));
    setAsking(false);
    if (left === undefined) return;
    useLoads.setState({ byId: {}, errors: {} });
    go({ loadId: null, step: 'file' });
    setSaid(t('settings.deleteAll.done'));
    onDeleted(left);
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className="bh-row bh-wrap">
        <Button
          className="bh-button-danger"
          onClick={() => (loads === 0 ? setSaid(t('settings.deleteAll.none')) : setAsking(true))}
        >
          {t('settings.deleteAll')}
        </Button>
        <output className="bh-soft">{said}</output>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={t('settings.deleteAll.title')}
        confirmLabel={t('settings.deleteAll.confirm', { loads })}
        danger
        typedCount={loads}
        busy={pending}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove()}
      >
        <p>{t('settings.deleteAll.body', { loads })}</p>
      </ConfirmDialog>
    </>
  );
};

type DataCardProps = { settings: Settings; onChange: (change: Partial<Settings>) => void };

/** Where the data lies, how much it is, how long it is kept, and the way to be rid of it. */
export const DataCard = ({ settings, onChange }: DataCardProps) => {
  const { value: storage, setValue: setStorage, error, fetchAgain } = useFetched(fetchStorage);
  const revealing = useRunCall();
  const days = settings.retentionDays;
  const choices = [...new Set(days === null ? usualDays : [...usualDays, days])].sort((a, b) => a - b);
  return (
    <Card title={t('settings.data')}>
      <div className="bh-stack">
        {error !== null && (
          <ErrorNotice error={error} actions={<Button onClick={fetchAgain}>{t('shell.tryAgain')}</Button>} />
        )}
        {revealing.error !== null && <ErrorNotice error={revealing.error} />}
        {storage === null && error === null && <Waiting word={t('settings.data.waiting')} rows={2} />}
        {storage !== null && (
          <div className="bh-settings-line bh-top">
            <Facts storage={storage} />
            <Button onClick={() => void revealing.runCall(() => call('storage.reveal'))}>
              {t('settings.data.reveal')}
            </Button>
          </div>
        )}
        <Select
          className="bh-settings-select"
          label={t('settings.retention')}
          description={t('settings.retention.why')}
          allowDeselect={false}
          checkIconPosition="left"
          data={[
            ...choices.map((count) => ({ value: String(count), label: labelOfDays(count) })),
            { value: never, label: t('settings.retention.never') },
          ]}
          value={days === null ? never : String(days)}
          onChange={(value) =>
            onChange({ retentionDays: value === null || value === never ? null : Number(value) })
          }
        />
        {storage !== null && <DeleteAll loads={storage.loads} onDeleted={setStorage} />}
      </div>
    </Card>
  );
};
