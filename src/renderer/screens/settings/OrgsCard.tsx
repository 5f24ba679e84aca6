import { useEffect, useState } from 'react';
import type { OrgView } from '../../../shared/domain/org';
import { describeOrg } from '../../lib/org-words';
import { t } from '../../lib/text';
import { goConnect } from '../../state/navigation';
import { chooseOrg, importSfOrgs, removeOrg, signOut, useOrgs } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { fetchKeychain, useKeychain } from '../../state/sign-in';
import { NotRevokedBanner } from '../connect/SignInNotices';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';
import { OrgName } from '../../ui/OrgName';
import { OrgDressDialog } from './OrgDressDialog';

/** Where the sign-in of an org is, in one sentence. */
const WhereKept = ({ org }: { org: OrgView }) => {
  const keychain = useKeychain();
  if (org.signIn === null || org.standing === 'signed-out') return t('orgs.kept.none');
  if (org.signIn === 'session') return t('orgs.kept.session');
  // A locked keychain keeps its name back for as long as it asks for a password.
  return t('orgs.kept.keychain', { keychain: keychain?.label ?? t('orgs.kept.keychain.unknown') });
};

type Acts = { onLeave: () => void; onDress: () => void; onRemove: () => void; onUse: () => void };

const OrgLine = ({ org, onLeave, onDress, onRemove, onUse }: Acts & { org: OrgView }) => (
  <li className="bh-settings-line bh-settings-org">
    <div>
      <p className="bh-row">
        <OrgBadge type={org.type} />
        <OrgName name={org.name} colour={org.colour} />
        {org.isCurrent && <span className="bh-tag">{t('org.current')}</span>}
      </p>
      <p className="bh-soft">{describeOrg(org).join(' · ')}</p>
      <p className="bh-caption bh-mute">
        <WhereKept org={org} />
      </p>
    </div>
    <div className="bh-row bh-wrap">
      {org.standing === 'ready' && !org.isCurrent && (
        <Button aria-label={t('org.use.named', { org: org.name })} onClick={onUse}>
          {t('org.use')}
        </Button>
      )}
      <Button aria-label={t('orgs.edit.named', { org: org.name })} onClick={onDress}>
        {t('orgs.edit')}
      </Button>
      {org.standing !== 'ready' && (
        <Button aria-label={t('org.signIn.named', { org: org.name })} onClick={() => goConnect(org.id)}>
          {t('org.signIn')}
        </Button>
      )}
      {org.standing !== 'signed-out' && (
        <Button aria-label={t('org.signOut.named', { org: org.name })} onClick={onLeave}>
          {t('org.signOut')}
        </Button>
      )}
      <Button
        className="bh-button-danger"
        aria-label={t('orgs.remove.named', { org: org.name })}
        onClick={onRemove}
      >
        {t('orgs.remove')}
      </Button>
    </div>
  </li>
);

const SfImport = () => {
  const [said, setSaid] = useState('');
  const { pending, error, runCall } = useRunCall();
  const add = async (): Promise<void> => {
    setSaid('');
    const report = await runCall(importSfOrgs);
    if (report !== undefined) setSaid(t('orgs.sf.done', report));
  };
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-soft">{t('orgs.sf.why')}</p>
      <div className="bh-row bh-wrap">
        <Button loading={pending} onClick={() => void add()}>
          {t('orgs.sf')}
        </Button>
        <output className="bh-soft">{said}</output>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
};

/** Every known org: its name and colour, its sign-in and where that is kept, and how to be rid of both. */
export const OrgsCard = () => {
  const orgs = useOrgs((state) => state.list);
  const [dressed, setDressed] = useState<OrgView | null>(null);
  const [removed, setRemoved] = useState<OrgView | null>(null);
  const [notRevoked, setNotRevoked] = useState<string | null>(null);
  const { error, pending, runCall } = useRunCall();
  useEffect(() => void fetchKeychain().catch(() => undefined), []);
  const end = async (org: OrgView, how: typeof signOut): Promise<void> => {
    const report = await runCall(() => how(org.id));
    setRemoved(null);
    if (report?.revoked === false) setNotRevoked(org.name);
  };
  return (
    <Card title={t('orgs.title')}>
      <div className="bh-stack">
        {error !== null && <ErrorNotice error={error} />}
        {notRevoked !== null && <NotRevokedBanner org={notRevoked} onClose={() => setNotRevoked(null)} />}
        {orgs.length === 0 ? (
          <p className="bh-soft">{t('orgs.none')}</p>
        ) : (
          <ul className="bh-stack">
            {orgs.map((org) => (
              <OrgLine
                key={org.id}
                org={org}
                onUse={() => void runCall(() => chooseOrg(org.id))}
                onDress={() => setDressed(org)}
                onLeave={() => void end(org, signOut)}
                onRemove={() => setRemoved(org)}
              />
            ))}
          </ul>
        )}
        <div className="bh-row bh-wrap">
          <Button leftSection={<Icon name="plus" />} onClick={() => goConnect(null)}>
            {t('org.menu.another')}
          </Button>
        </div>
        <SfImport />
      </div>
      {dressed !== null && <OrgDressDialog org={dressed} onClose={() => setDressed(null)} />}
      <ConfirmDialog
        opened={removed !== null}
        title={t('orgs.remove.title', { org: removed?.name ?? '' })}
        confirmLabel={t('orgs.remove.confirm')}
        danger
        busy={pending}
        onConfirm={() => removed !== null && void end(removed, removeOrg)}
        onClose={() => setRemoved(null)}
      >
        {t('orgs.remove.body')}
      </ConfirmDialog>
    </Card>
  );
};
