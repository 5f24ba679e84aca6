import { useRef, useState } from 'react';
import type { PracticeView } from '../../../shared/domain/practice';
import { formatCount, t } from '../../lib/text';
import { useOrgs } from '../../state/orgs';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { PickObjectsDialog } from './PickObjectsDialog';
import { useCompany } from './use-company';
import { WhatIsLost } from './WhatIsLost';

const ObjectTable = ({ objects }: Pick<PracticeView, 'objects'>) => {
  const hasFields = objects.some(({ fields }) => fields !== null);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keys
    <section className="bh-company-list" tabIndex={0} aria-label={t('practice.company.list')}>
      <table className="bh-table">
        <thead>
          <tr>
            <th scope="col">{t('practice.company.object')}</th>
            {hasFields && (
              <th scope="col" className="bh-cell-num">
                {t('practice.company.fields')}
              </th>
            )}
            <th scope="col" className="bh-cell-num">
              {t('practice.company.records')}
            </th>
          </tr>
        </thead>
        <tbody>
          {objects.map(({ name, label, fields, records }) => (
            <tr key={name}>
              <td title={name}>{label}</td>
              {hasFields && <td className="bh-cell-num">{fields === null ? '' : formatCount(fields)}</td>}
              <td className="bh-cell-num">{formatCount(records)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

type Asking = { kind: 'file'; path: string } | { kind: 'org' } | { kind: 'sample' };

/** Which objects the practice org has, and the ways to give it those of the person's own org. */
export const CompanyCard = ({ view }: { view: PracticeView }) => {
  const company = useCompany();
  const [asking, setAsking] = useState<Asking | null>(null);
  const orgs = useOrgs((state) => state.list).filter((org) => org.type !== 'practice' && org.connected);
  const outcome = useRef<HTMLOutputElement>(null);
  const close = (): void => setAsking(null);
  const chooseFile = async (): Promise<void> => {
    company.clear();
    const path = await company.chooseFile();
    if (path !== null) setAsking({ kind: 'file', path });
  };
  const bringBack = async (): Promise<void> => {
    const isBack = await company.takeOver({ kind: 'sample' });
    close();
    // The button that was used is gone then: what came of it takes the focus.
    if (isBack) outcome.current?.focus();
  };

  return (
    <Card title={t('practice.company')} flush>
      <p className="bh-card-pad">{t(`practice.company.${view.schema === 'own' ? 'own' : 'sample'}`)}</p>
      <ObjectTable objects={view.objects} />
      <div className="bh-card-pad bh-stack bh-stack-2">
        {company.error !== null && asking?.kind !== 'org' && <ErrorNotice error={company.error} />}
        <output className="bh-row bh-top" ref={outcome} tabIndex={-1}>
          {company.said !== '' && <Icon name="check" className="bh-good-text" />}
          {company.said}
        </output>
        <h3 className="bh-h">{t('practice.look')}</h3>
        <p className="bh-soft">
          {t('practice.look.why')} {t('practice.look.file.why')}
        </p>
        <div className="bh-row bh-wrap">
          <Button leftSection={<Icon name="file" />} onClick={() => void chooseFile()}>
            {t('practice.look.file')}
          </Button>
          {orgs.length > 0 && (
            <Button
              leftSection={<Icon name="link" />}
              onClick={() => {
                company.clear();
                setAsking({ kind: 'org' });
              }}
            >
              {t('practice.look.org')}
            </Button>
          )}
          {view.schema === 'own' && (
            <Button
              leftSection={<Icon name="undo" />}
              onClick={() => {
                company.clear();
                setAsking({ kind: 'sample' });
              }}
            >
              {t('practice.look.back')}
            </Button>
          )}
        </div>
        {view.schema === 'own' && <p className="bh-caption bh-mute">{t('practice.company.own.why')}</p>}
      </div>
      <ConfirmDialog
        opened={asking?.kind === 'file'}
        title={t('practice.file.title', { file: asking?.kind === 'file' ? nameOf(asking.path) : '' })}
        confirmLabel={t('practice.file.confirm')}
        danger
        busy={company.pending}
        onClose={close}
        onConfirm={() => {
          if (asking?.kind === 'file') void company.takeOver(asking).then(close);
        }}
      >
        <WhatIsLost view={view} />
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking?.kind === 'sample'}
        title={t('practice.back.title')}
        confirmLabel={t('practice.back.confirm')}
        danger
        busy={company.pending}
        onClose={close}
        onConfirm={() => void bringBack()}
      >
        <div className="bh-stack bh-stack-2">
          <p>{t('practice.back.body')}</p>
          <WhatIsLost view={view} />
        </div>
      </ConfirmDialog>
      <PickObjectsDialog
        opened={asking?.kind === 'org'}
        orgs={orgs}
        view={view}
        company={company}
        onClose={close}
      />
    </Card>
  );
};
