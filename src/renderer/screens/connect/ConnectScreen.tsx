import { useEffect, useState } from 'react';
import { t } from '../../lib/text';
import { useNavigation } from '../../state/navigation';
import { refreshOrgs, useOrgs } from '../../state/orgs';
import { fetchClients, fetchKeychain, useSignInState } from '../../state/sign-in';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { BalancePicture } from './BalancePicture';
import { DoctorCard } from './DoctorCard';
import { OrgList } from './OrgList';
import { PracticeCard } from './PracticeCard';
import { SetupGuide } from './SetupGuide';
import { SignInForm } from './SignInForm';
import { SignInProgress } from './SignInProgress';
import { WhatIsKept } from './WhatIsKept';
import './connect.css';

/** Where an org is signed in to: what Load shows while there is none, and where the switcher leads. */
export const ConnectScreen = () => {
  const [isGuide, setGuide] = useState(false);
  const { list: orgs, error: listError } = useOrgs();
  const state = useSignInState();
  const meant = useNavigation((place) => place.connectTo);
  useEffect(() => {
    // What is missing of these is said when somebody goes on.
    void fetchKeychain().catch(() => undefined);
    void fetchClients().catch(() => undefined);
  }, []);
  if (isGuide) return <SetupGuide onBack={() => setGuide(false)} />;
  return (
    <PageFrame sentence={t('connect.sentence')} sub={t('connect.sub')}>
      <div className="bh-connect">
        <div className="bh-stack bh-connect-acts">
          {listError !== null && (
            <ErrorNotice
              error={listError}
              actions={<Button onClick={() => void refreshOrgs()}>{t('shell.tryAgain')}</Button>}
            />
          )}
          {state.phase !== 'idle' && state.orgId !== null && (
            <SignInProgress onGuide={() => setGuide(true)} />
          )}
          {orgs.length > 0 && <OrgList orgs={orgs} meant={meant} />}
          <SignInForm onGuide={() => setGuide(true)} />
          <PracticeCard />
          <DoctorCard />
        </div>
        <div className="bh-stack">
          <BalancePicture />
          <WhatIsKept />
        </div>
      </div>
    </PageFrame>
  );
};
