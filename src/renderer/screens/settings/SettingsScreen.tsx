import { useId } from 'react';
import type { Settings } from '../../../shared/contract';
import { t } from '../../lib/text';
import { useRunCall } from '../../state/run-call';
import { changeSettings, fetchSettings, useAppInfo, useSettingsStore } from '../../state/settings';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, SegmentedControl } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { Waiting } from '../../ui/Waiting';
import { DataCard } from './DataCard';
import { GuardCard } from './GuardCard';
import { OrgsCard } from './OrgsCard';
import './settings.css';

type ChangeSettings = (change: Partial<Settings>) => void;

type Choice<V extends string> = {
  label: string;
  value: V;
  choices: readonly { value: V; label: string }[];
  onChoose: (value: V) => void;
};

const ChoiceLine = <V extends string>({ label, value, choices, onChoose }: Choice<V>) => {
  const id = useId();
  return (
    <div className="bh-settings-line">
      <span id={id}>{label}</span>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        data={choices.map((choice) => ({ ...choice }))}
        onChange={(chosen) => {
          const choice = choices.find((candidate) => candidate.value === chosen);
          if (choice !== undefined) onChoose(choice.value);
        }}
      />
    </div>
  );
};

const LookCard = ({ settings, onChange }: { settings: Settings; onChange: ChangeSettings }) => (
  <Card title={t('settings.look')}>
    <div className="bh-stack">
      <ChoiceLine
        label={t('settings.appearance')}
        value={settings.appearance}
        choices={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`settings.appearance.${value}`),
        }))}
        onChoose={(appearance) => onChange({ appearance })}
      />
      <ChoiceLine
        label={t('settings.density')}
        value={settings.density}
        choices={(['comfortable', 'compact'] as const).map((value) => ({
          value,
          label: t(`settings.density.${value}`),
        }))}
        onChoose={(density) => onChange({ density })}
      />
    </div>
  </Card>
);

const AboutCard = () => {
  const info = useAppInfo();
  if (info === null) return null;
  return (
    <Card title={t('settings.about')}>
      <dl className="bh-pairs">
        <dt>{t('settings.version')}</dt>
        <dd className="bh-num">{info.version}</dd>
        <dt>{t('settings.system')}</dt>
        <dd>{info.platform}</dd>
        <dt>{t('settings.electron')}</dt>
        <dd className="bh-num">{info.electron}</dd>
        <dt>{t('settings.licence')}</dt>
        <dd>MIT</dd>
      </dl>
    </Card>
  );
};

/** How the window looks, where the data lies and for how long, and the sign-in. */
export const SettingsScreen = () => {
  const { settings, error } = useSettingsStore();
  const saving = useRunCall();
  const change: ChangeSettings = (part) => void saving.runCall(() => changeSettings(part));
  return (
    <PageFrame sentence={t('settings.sentence')} sub={t('settings.sub')}>
      <div className="bh-settings">
        {error !== null && (
          <ErrorNotice
            error={error}
            actions={<Button onClick={() => void fetchSettings()}>{t('shell.tryAgain')}</Button>}
          />
        )}
        {saving.error !== null && <ErrorNotice error={saving.error} />}
        {settings === null && error === null && <Waiting word={t('settings.waiting')} />}
        {settings !== null && (
          <>
            <LookCard settings={settings} onChange={change} />
            <DataCard settings={settings} onChange={change} />
          </>
        )}
        <OrgsCard />
        {settings !== null && <GuardCard settings={settings} onChange={change} />}
        <AboutCard />
      </div>
    </PageFrame>
  );
};
