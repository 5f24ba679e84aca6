import { useState } from 'react';
import { defaultCountAbove } from '../../../core/preflight/needs-count';
import type { Settings } from '../../../shared/contract';
import type { OrgView } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import { useOrgs } from '../../state/orgs';
import { Card } from '../../ui/Card';
import { NumberInput } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';
import { LimitsLines } from '../../ui/shell/LimitsLines';

type Props = { settings: Settings; onChange: (change: Partial<Settings>) => void };

const most = 150_000_000;

/** The number of rows above which a write to one production org asks for it to be typed. */
const CountAbove = ({ org, settings, onChange }: Props & { org: OrgView }) => {
  const saved = settings.countAbove[org.id] ?? defaultCountAbove;
  const [typed, setTyped] = useState<string | number>(saved);
  const save = (): void => {
    // An empty field goes back to the usual number, which is safer than the last one or none.
    const next = typed === '' ? defaultCountAbove : Math.min(most, Math.max(0, Math.round(Number(typed))));
    setTyped(next);
    if (next !== saved) onChange({ countAbove: { ...settings.countAbove, [org.id]: next } });
  };
  return (
    <NumberInput
      className="bh-settings-select"
      label={t('settings.guard.above')}
      description={t('settings.guard.above.why', { org: org.name })}
      value={typed}
      min={0}
      max={most}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      hideControls
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
};

/** What each org still allows today, and when a write to it asks twice. */
export const GuardCard = ({ settings, onChange }: Props) => {
  const orgs = useOrgs((state) => state.list);
  const connected = orgs.filter((org) => org.connected);
  return (
    <Card title={t('settings.guard')}>
      <div className="bh-stack">
        {connected.map((org) => (
          <div key={org.id} className="bh-stack bh-stack-2">
            <p className="bh-row bh-wrap">
              <OrgBadge type={org.type} />
              <span className="bh-strong">{org.name}</span>
            </p>
            <LimitsLines orgId={org.id} />
            {org.type === 'production' && <CountAbove org={org} settings={settings} onChange={onChange} />}
          </div>
        ))}
        <p className="bh-soft">{t('settings.guard.why', { rows: defaultCountAbove })}</p>
      </div>
    </Card>
  );
};
