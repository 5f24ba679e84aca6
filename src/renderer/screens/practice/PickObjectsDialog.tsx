import { useEffect, useState } from 'react';
import type { OrgView } from '../../../shared/domain/org';
import { mostObjects, type PracticeView } from '../../../shared/domain/practice';
import type { SObjectSummary } from '../../../shared/domain/sobject';
import { on } from '../../lib/api';
import { t } from '../../lib/text';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button, Checkbox, Modal, Select, TextInput } from '../../ui/kit';
import { Waiting } from '../../ui/Waiting';
import { listObjects } from '../object/object-choice';
import { useObjects } from '../../state/descriptions';
import type { Company } from './use-company';
import { WhatIsLost } from './WhatIsLost';

type PickObjectsDialogProps = {
  opened: boolean;
  /** Connected orgs that are no practice orgs. */
  orgs: readonly OrgView[];
  view: PracticeView;
  company: Company;
  onClose: () => void;
};

type ObjectChecksProps = {
  objects: readonly SObjectSummary[];
  chosen: ReadonlySet<string>;
  onToggle: (name: string) => void;
};

const ObjectChecks = ({ objects, chosen, onToggle }: ObjectChecksProps) => {
  const [typed, setTyped] = useState('');
  const { common, others, total } = listObjects(objects, typed);
  const shown = [...common, ...others];
  return (
    <fieldset className="bh-plain bh-stack bh-stack-2">
      <legend className="bh-h">{t('practice.pick.list')}</legend>
      <TextInput
        aria-label={t('practice.pick.search')}
        placeholder={t('practice.pick.search')}
        leftSection={<Icon name="search" />}
        value={typed}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = shown;
          if (event.key !== 'Enter' || first === undefined || typed === '') return;
          event.preventDefault();
          onToggle(first.name);
        }}
      />
      <div className="bh-pick-list">
        {shown.map(({ name, label }) => (
          <Checkbox
            key={name}
            checked={chosen.has(name)}
            onChange={() => onToggle(name)}
            label={
              <>
                {label} {name !== label && <span className="bh-caption bh-mute bh-id">{name}</span>}
              </>
            }
          />
        ))}
        {shown.length === 0 && (
          <output className="bh-soft">{t('practice.pick.none', { words: typed })}</output>
        )}
        {shown.length < total && (
          <p className="bh-caption bh-mute">{t('practice.pick.more', { shown: shown.length, total })}</p>
        )}
      </div>
    </fieldset>
  );
};

const useReading = (): { done: number; of: number } | null => {
  const [reading, setReading] = useState<{ done: number; of: number } | null>(null);
  useEffect(() => on('practice.reading', setReading), []);
  return reading;
};

const Objects = ({
  org,
  view,
  company,
  onClose,
}: Omit<PickObjectsDialogProps, 'opened' | 'orgs'> & { org: OrgView }) => {
  const { value: list, error, retry } = useObjects(org.id);
  const objects = list?.objects ?? null;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [missing, setMissing] = useState('');
  const reading = useReading();

  const toggle = (name: string): void => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    if (next.size > mostObjects) {
      setMissing(t('practice.pick.full', { most: mostObjects }));
      return;
    }
    setMissing('');
    setChosen(next);
  };
  const takeOver = async (): Promise<void> => {
    if (chosen.size === 0) {
      setMissing(t('practice.pick.missing'));
      return;
    }
    if (await company.takeOver({ kind: 'org', orgId: org.id, objects: [...chosen] })) onClose();
  };

  return (
    <form
      className="bh-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void takeOver();
      }}
    >
      <p className="bh-sub">{t('practice.pick.lead', { org: org.name })}</p>
      {error !== null && (
        <ErrorNotice error={error} actions={<Button onClick={retry}>{t('shell.tryAgain')}</Button>} />
      )}
      {company.error !== null && <ErrorNotice error={company.error} />}
      {objects === null && error === null && <Waiting word={t('practice.pick.waiting')} />}
      {objects !== null && <ObjectChecks objects={objects} chosen={chosen} onToggle={toggle} />}
      <div className="bh-stack bh-stack-2">
        <WhatIsLost view={view} />
      </div>
      <div className="bh-row bh-wrap bh-dialog-acts">
        <output className={missing === '' ? 'bh-soft bh-grow' : 'bh-warn-text bh-grow'}>
          {company.pending && reading !== null
            ? t('practice.pick.reading', reading)
            : missing !== ''
              ? missing
              : t('practice.pick.count', { count: chosen.size, most: mostObjects })}
        </output>
        <Button type="button" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" variant="filled" className="bh-button-danger" loading={company.pending}>
          {t('practice.pick.confirm', { count: chosen.size })}
        </Button>
      </div>
    </form>
  );
};

const Body = ({ orgs, ...rest }: Omit<PickObjectsDialogProps, 'opened'>) => {
  const [orgId, setOrgId] = useState(orgs[0]?.id ?? '');
  const org = orgs.find(({ id }) => id === orgId);
  return (
    <div className="bh-stack">
      {orgs.length > 1 && (
        <Select
          label={t('practice.pick.org')}
          allowDeselect={false}
          checkIconPosition="left"
          data={orgs.map(({ id, name, type }) => ({ value: id, label: `${name} (${t(`org.${type}`)})` }))}
          value={orgId}
          onChange={(value) => setOrgId(value ?? orgId)}
        />
      )}
      {org !== undefined && <Objects key={org.id} org={org} {...rest} />}
    </div>
  );
};

/** Chooses objects of a connected org whose descriptions the practice org takes over. */
export const PickObjectsDialog = (props: PickObjectsDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={t('practice.pick.title')}
    withCloseButton={false}
    size="lg"
  >
    <Body orgs={props.orgs} view={props.view} company={props.company} onClose={props.onClose} />
  </Modal>
);
