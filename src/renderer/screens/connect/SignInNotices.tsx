import { useEffect, type ReactNode } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { OrgView } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import { useLoads } from '../../state/loads';
import { go, goConnect, startNewLoad, useNavigation } from '../../state/navigation';
import { openPractice, useKnownOrg, useOrgs } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { closeSignIn, signInAgain, useSignInState } from '../../state/sign-in';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { SignInProgress } from './SignInProgress';

/** Goes where a finished sign-in leads: back to the load it was for, or to a new one. */
const leaveConnect = (signedIn: string): void => {
  const { screen, loadId } = useNavigation.getState();
  if (screen !== 'connect') return;
  const open = loadId === null ? undefined : useLoads.getState().byId[loadId];
  if (open?.org.id === signedIn) go({ screen: 'load', connectTo: null });
  else {
    go({ connectTo: null });
    startNewLoad();
  }
};

/** Whoever was signed in before must not be taken for the one who is now. */
const FormerUserBanner = (told: { org: OrgView | undefined; former: string; actions: ReactNode }) => {
  const words = { org: told.org?.name ?? '', user: told.org?.username ?? '', former: told.former };
  return (
    <Banner tone="info" title={t('signIn.formerUser.title', words)} actions={told.actions}>
      {t('signIn.formerUser.why', words)}
    </Banner>
  );
};

/** What has to be said once at the end of a sign-in, and what went wrong behind a person's back. */
export const SignInNotices = () => {
  const state = useSignInState();
  const orgs = useOrgs((held) => held.list);
  const { runCall } = useRunCall();
  useEffect(() => {
    if (state.phase !== 'done') return;
    if (state.notice !== 'another-org') leaveConnect(state.signedIn);
    if (state.notice === null && state.formerUser === null) void closeSignIn().catch(() => undefined);
  }, [state]);
  const nameOf = (id: string | null): string => orgs.find((org) => org.id === id)?.name ?? '';
  const notice = state.phase === 'done' ? state.notice : null;
  const formerUser = state.phase === 'done' ? state.formerUser : null;
  const close = <Button onClick={() => void runCall(closeSignIn)}>{t('shell.close')}</Button>;
  return (
    <>
      {state.phase === 'done' && notice !== null && (
        <Banner
          tone="warn"
          title={t(`signIn.notice.${notice}.title`, {
            org: nameOf(state.signedIn),
            wanted: nameOf(state.orgId),
          })}
          actions={close}
        >
          {t(`signIn.notice.${notice}.why`, { org: nameOf(state.signedIn), wanted: nameOf(state.orgId) })}
        </Banner>
      )}
      {state.phase === 'done' && formerUser !== null && (
        <FormerUserBanner
          org={orgs.find(({ id }) => id === state.signedIn)}
          former={formerUser}
          actions={notice === null && close}
        />
      )}
      {orgs
        .filter((org) => org.keepFailed)
        .map((org) => (
          <Banner key={org.id} tone="warn" title={t('signIn.keepFailed.title', { org: org.name })}>
            {t('signIn.keepFailed.why')}
          </Banner>
        ))}
    </>
  );
};

/** Signing out was a fact here and is none in Salesforce yet. */
export const NotRevokedBanner = ({ org, onClose }: { org: string; onClose: () => void }) => (
  <Banner
    tone="warn"
    title={t('org.notRevoked.title', { org })}
    actions={<Button onClick={onClose}>{t('shell.close')}</Button>}
  >
    {t('org.notRevoked.why')}
  </Banner>
);

/** A load whose org is signed out can be read, but can't go on: says so and offers the way back. */
export const SignedOutBanner = ({ org }: { org: LoadView['org'] }) => {
  const { pending, error, runCall } = useRunCall();
  const known = useKnownOrg(org.id);
  const state = useSignInState();
  const isPractice = org.type === 'practice';
  const isOurs = state.phase !== 'idle' && state.phase !== 'done' && state.orgId === org.id;
  const signIn = (): void => {
    if (known?.hasClient === true) void runCall(() => signInAgain(org.id));
    else goConnect(known === null ? null : org.id);
  };
  return (
    <div className="bh-above bh-stack bh-stack-2">
      <Banner
        tone="warn"
        title={t('org.signedOut.title', { org: known?.name ?? org.name })}
        actions={
          !isOurs && (
            <Button loading={pending} onClick={() => (isPractice ? void runCall(openPractice) : signIn())}>
              {t(isPractice ? 'org.open' : 'org.signIn')}
            </Button>
          )
        }
      >
        {t(known === null && !isPractice ? 'org.signedOut.unknown' : 'org.signedOut.why')}
      </Banner>
      {error !== null && <ErrorNotice error={error} />}
      {isOurs && <SignInProgress />}
    </div>
  );
};
