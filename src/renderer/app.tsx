import { Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import type { LoadView } from '../shared/domain/load';
import type { AppError } from '../shared/errors/app-error';
import { toAppError } from './lib/api';
import { t } from './lib/text';
import { ExportScreen, stepScreens } from './routes';
import { orgName } from './screens/review/use-send';
import { ConnectScreen } from './screens/connect/ConnectScreen';
import { ProxyDialog } from './screens/connect/ProxyDialog';
import { NotRevokedBanner, SignedOutBanner, SignInNotices } from './screens/connect/SignInNotices';
import { FileScreen } from './screens/file/FileScreen';
import { HistoryScreen } from './screens/history/HistoryScreen';
import { practiceState } from './screens/practice/practice-words';
import { PracticeScreen } from './screens/practice/PracticeScreen';
import { SettingsScreen } from './screens/settings/SettingsScreen';
import { refreshLoad, useLoad, useLoadError } from './state/loads';
import { go, goConnect, openLoad, startNewLoad, useNavigation, type Screen } from './state/navigation';
import { chooseOrg, signOut, useKnownOrg, useOrg, useOrgs } from './state/orgs';
import { compartmentOf, hasBeenSent, isStepReachable, standingStep, type Step } from './state/passage';
import { followPractice, usePractice } from './state/practice';
import { useSettings } from './state/settings';
import { Banner } from './ui/Banner';
import { ErrorNotice } from './ui/ErrorNotice';
import { Button } from './ui/kit';
import { Provider } from './ui/Provider';
import { ScreenBoundary } from './ui/ScreenBoundary';
import type { ShownOrg } from './ui/shell/OrgSwitcher';
import { Passage } from './ui/shell/Passage';
import { Rail } from './ui/shell/Rail';
import { SentAnswer } from './ui/shell/SentAnswer';
import { TopBar } from './ui/shell/TopBar';
import { Waiting } from './ui/Waiting';

const useTitle = (title: string): void =>
  useEffect(() => {
    document.title = t('shell.title', { screen: title });
  }, [title]);

const LoadStep = ({ load, step }: { load: LoadView; step: Step }) => {
  if (step === 'file') return <FileScreen load={load} />;
  if (step !== 'run' && step !== 'results' && step !== 'fix' && hasBeenSent(load)) {
    return <SentAnswer load={load} step={step} onGo={(to) => go({ step: to })} />;
  }
  const Screen = stepScreens[step];
  return (
    <Suspense fallback={<Waiting word={t('shell.waiting')} />}>
      <Screen load={load} />
    </Suspense>
  );
};

/** Another org is chosen in the window than the one this load belongs to: says where the load goes. */
const OtherOrgBanner = ({ load, current }: { load: LoadView; current: string }) => (
  <div className="bh-above">
    <Banner tone="info" title={t('org.other.title', { own: orgName(load), current })}>
      {t('org.other.why')}
    </Banner>
  </div>
);

const LoadArea = ({ loadId, step }: { loadId: string; step: Step }) => {
  const load = useLoad(loadId);
  const error = useLoadError(loadId);
  const current = useOrg();
  const isSignedIn = useOrgs((state) => state.list.some((org) => org.connected && org.id === load?.org.id));
  // A step can become out of reach under a person's feet: a new file undoes the match, a run has begun.
  const shown = load === null || step === 'fix' || isStepReachable(load, step) ? step : standingStep(load);
  useTitle(t(`passage.${compartmentOf(shown, load)}`));
  useEffect(() => {
    if (load !== null && shown !== step) openLoad(load, shown);
  }, [load, shown, step]);

  if (load === null) {
    return (
      <main className="bh-main">
        {error === null ? (
          <Waiting word={t('shell.waiting')} />
        ) : (
          <ErrorNotice
            error={error}
            actions={<Button onClick={() => void refreshLoad(loadId)}>{t('shell.tryAgain')}</Button>}
          />
        )}
      </main>
    );
  }
  return (
    <>
      <Passage load={load} step={shown} onGo={(to) => go({ step: to })} />
      {!isSignedIn && <SignedOutBanner org={load.org} />}
      {isSignedIn && current !== null && current.id !== load.org.id && (
        <OtherOrgBanner load={load} current={current.name} />
      )}
      <LoadStep key={shown} load={load} step={shown} />
    </>
  );
};

const NewLoad = () => {
  useTitle(t('passage.file'));
  return (
    <>
      <Passage load={null} step="file" onGo={() => undefined} />
      <FileScreen load={null} />
    </>
  );
};

const Connect = () => {
  useTitle(t('connect.title'));
  return <ConnectScreen />;
};

const pages: Record<Exclude<Screen, 'load' | 'connect'>, ComponentType> = {
  history: HistoryScreen,
  settings: SettingsScreen,
  export: ExportScreen,
  practice: PracticeScreen,
};

const Page = ({ screen }: { screen: Exclude<Screen, 'load' | 'connect'> }) => {
  useTitle(t(`shell.${screen}`));
  const Shown = pages[screen];
  return (
    <Suspense fallback={<Waiting word={t('shell.waiting.screen')} />}>
      <Shown />
    </Suspense>
  );
};

const Starting = () => (
  <main className="bh-main">
    <Waiting word={t('shell.starting')} />
  </main>
);

const Area = (): ReactNode => {
  const { screen, loadId, step } = useNavigation();
  const org = useOrg();
  const isKnown = useOrgs((state) => state.known);
  if (screen === 'connect') return <Connect />;
  if (screen !== 'load') return <Page screen={screen} />;
  if (loadId !== null) return <LoadArea key={loadId} loadId={loadId} step={step} />;
  if (!isKnown) return <Starting />;
  return org === null ? <Connect /> : <NewLoad />;
};

/** The org of what is on the screen: a load stays with its own, everything else is about the current one. */
const useShownOrg = (load: LoadView | null): ShownOrg | null => {
  const current = useOrg();
  const ofLoad = useKnownOrg(load?.org.id ?? null);
  if (load !== null) {
    const { id, type } = load.org;
    return {
      id,
      type,
      name: ofLoad?.name ?? load.org.name,
      user: ofLoad?.userName ?? load.org.username,
      colour: ofLoad?.colour ?? null,
    };
  }
  if (current === null) return null;
  const { id, type, name, userName, colour } = current;
  return { id, type, name, user: userName, colour };
};

const Window = () => {
  const { screen, loadId } = useNavigation();
  const load = useLoad(loadId);
  const shown = useShownOrg(screen === 'load' ? load : null);
  const orgs = useOrgs((state) => state.list);
  const [error, setError] = useState<AppError | null>(null);
  const [notRevoked, setNotRevoked] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>): void => {
    setError(null);
    work().catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const choose = async (orgId: string): Promise<void> => {
    await chooseOrg(orgId);
    if (screen === 'connect' || (screen === 'load' && load?.org.id !== orgId)) startNewLoad();
  };
  const leave = async (orgId: string): Promise<void> => {
    const { revoked } = await signOut(orgId);
    if (!revoked) setNotRevoked(orgs.find(({ id }) => id === orgId)?.name ?? '');
  };
  const practice = usePractice((state) => state.view);
  const isPractice = shown?.type === 'practice';
  useEffect(() => (isPractice ? followPractice() : undefined), [isPractice]);

  return (
    <div
      className="bh-app"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => event.preventDefault()}
    >
      {shown !== null && <div className={`bh-keel bh-keel-${shown.type}`} aria-hidden />}
      <Rail screen={screen} onGo={(to) => go({ screen: to, connectTo: null })} />
      <TopBar
        shown={shown}
        orgs={orgs}
        onChoose={(orgId) => attempt(() => choose(orgId))}
        onConnect={goConnect}
        onManage={() => go({ screen: 'settings' })}
        onSignOut={(orgId) => attempt(() => leave(orgId))}
        practice={practice === null ? null : practiceState(practice)}
        onPractice={() => go({ screen: 'practice' })}
      />
      <div className="bh-alerts">
        {error !== null && (
          <ErrorNotice
            error={error}
            actions={<Button onClick={() => setError(null)}>{t('shell.close')}</Button>}
          />
        )}
        {notRevoked !== null && <NotRevokedBanner org={notRevoked} onClose={() => setNotRevoked(null)} />}
        <SignInNotices />
      </div>
      <ScreenBoundary key={screen === 'load' ? `load ${loadId ?? ''}` : screen}>
        <Area />
      </ScreenBoundary>
      <ProxyDialog />
    </div>
  );
};

/** The whole window. `styleNonce` is this page load's nonce for styles the kit puts in by itself. */
export const App = ({ styleNonce }: { styleNonce: string }) => {
  const settings = useSettings();
  return (
    <Provider
      appearance={settings?.appearance ?? 'system'}
      density={settings?.density ?? 'comfortable'}
      styleNonce={styleNonce}
    >
      <Window />
    </Provider>
  );
};
