import type { OrgView } from '../../../shared/domain/org';
import { describeOrg } from '../../lib/org-words';
import { t } from '../../lib/text';
import { fillInFor } from '../../state/connect-form';
import { go } from '../../state/navigation';
import { chooseOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { signInAgain } from '../../state/sign-in';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';
import { OrgName } from '../../ui/OrgName';

type Acts = { onUse: () => void; onSignIn: () => void };

const OrgLine = ({ org, isMeant, onUse, onSignIn }: Acts & { org: OrgView; isMeant: boolean }) => {
  const isReady = org.standing === 'ready';
  return (
    <li className="bh-connect-org" data-meant={isMeant}>
      <div className="bh-grow">
        <p className="bh-row">
          <OrgBadge type={org.type} />
          <OrgName name={org.name} colour={org.colour} />
        </p>
        <p className="bh-caption bh-mute">{describeOrg(org).join(' · ')}</p>
      </div>
      <Button
        variant={isMeant ? 'filled' : 'default'}
        aria-label={t(isReady ? 'org.use.named' : 'org.signIn.named', { org: org.name })}
        onClick={isReady ? onUse : onSignIn}
      >
        {t(isReady ? 'org.use' : 'org.signIn')}
      </Button>
    </li>
  );
};

/** The orgs that are known already: one click to use one, or to sign in to it again. */
export const OrgList = ({ orgs, meant }: { orgs: readonly OrgView[]; meant: string | null }) => {
  const { error, runCall } = useRunCall();
  const use = async (org: OrgView): Promise<void> => {
    if ((await runCall(async () => chooseOrg(org.id).then(() => true))) === true)
      go({ screen: 'load', loadId: null, step: 'file' });
  };
  const signIn = (org: OrgView): void => {
    if (org.hasClient) void runCall(() => signInAgain(org.id));
    else {
      fillInFor(org);
      go({ connectTo: org.id });
    }
  };
  return (
    <Card title={t('orgs.yours')} flush>
      {error !== null && <ErrorNotice error={error} />}
      <ul>
        {orgs.map((org) => (
          <OrgLine
            key={org.id}
            org={org}
            isMeant={org.id === meant}
            onUse={() => void use(org)}
            onSignIn={() => signIn(org)}
          />
        ))}
      </ul>
    </Card>
  );
};
