import { Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import type { LoadView } from '../shared/domain/load';
import type { AppError } from '../shared/errors/app-error';
import { toAppError } from './lib/api';
import { t } from './lib/text';
import { stepScreens } from './routes';
import { ConnectScreen } from './screens/connect/ConnectScreen';
import { FileScreen } from './screens/file/FileScreen';
import { HistoryScreen } from './screens/history/HistoryScreen';
import { practiceState } from './screens/practice/practice-words';
import { PracticeScreen } from './screens/practice/PracticeScreen';
import { SettingsScreen } from './screens/settings/SettingsScreen';
import { refreshLoad, useLoad, useLoadError } from './state/loads';
import { go, openLoad, useNavigation, type Screen } from './state/navigation';
import { openPractice, signOut, useOrg, useOrgs } from './state/orgs';
import { compartmentOf, hasBeenSent, isStepReachable, standingStep, type Step } from './state/passage';
import { followPractice, usePractice } from './state/practice';
import { useSettings } from './state/settings';
import { useRunCall } from './state/run-call';
import { Banner } from './ui/Banner';
import { ErrorNotice } from './ui/ErrorNotice';
import { Button } from './ui/kit';
import { Provider } from './ui/Provider';
import { ScreenBoundary } from './ui/ScreenBoundary';
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

/** A load whose org is signed out can be read, but can't go on: says so and offers the way back. */
const SignedOutBanner = ({ load }: { load: LoadView }) => {
  const { pending, error, runCall } = useRunCall();
  return (
    <div className="bh-above">
      <Banner
        tone="warn"
        title={t('org.signedOut.title', { org: load.org.name })}
        actions={
          load.org.type === 'practice' && (
            <Button loading={pending} onClick={() => void runCall(openPractice)}>
              {t('org.open')}
            </Button>
          )
        }
      >
        {t('org.signedOut.why')}
      </Banner>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
};

const LoadArea = ({ loadId, step }: { loadId: string; step: Step }) => {
  const load = useLoad(loadId);
  const error = useLoadError(loadId);
  const isSignedIn = useOrgs((state) => state.list.some((org) => org.connected && org.id === load?.org.id));
  // A step can become out of reach under a person's feet: a new file undoes the match, a run has begun.
  const shown =
    load === null || step === 'fix' || isStepReachable(load, compartmentOf(step)) ? step : standingStep(load);
  useTitle(t(`passage.${compartmentOf(shown)}`));
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
      {!isSignedIn && <SignedOutBanner load={load} />}
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

const pages: Record<Exclude<Screen, 'load'>, ComponentType> = {
  history: HistoryScreen,
  settings: SettingsScreen,
  practice: PracticeScreen,
};

const Page = ({ screen }: { screen: Exclude<Screen, 'load'> }) => {
  useTitle(t(`shell.${screen}`));
  const Shown = pages[screen];
  return <Shown />;
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
  if (screen !== 'load') return <Page screen={screen} />;
  if (loadId !== null) return <LoadArea key={loadId} loadId={loadId} step={step} />;
  if (!isKnown) return <Starting />;
  return org === null ? <Connect /> : <NewLoad />;
};

const Window = () => {
  const { screen, loadId } = useNavigation();
  const org = useOrg();
  const load = useLoad(loadId);
  const practice = usePractice((state) => state.view);
  const [error, setError] = useState<AppError | null>(null);
  const isPractice = org?.type === 'practice';
  useEffect(() => (isPractice ? followPractice() : undefined), [isPractice]);
  const type = (screen === 'load' && load !== null ? load.org.type : undefined) ?? org?.type;

  return (
    <div
      className="bh-app"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => event.preventDefault()}
    >
      {type !== undefined && <div className={`bh-keel bh-keel-${type}`} aria-hidden />}
      <Rail screen={screen} onGo={(to) => go({ screen: to })} />
      <TopBar
        org={org}
        practice={practice === null ? null : practiceState(practice)}
        onPractice={() => go({ screen: 'practice' })}
        onSettings={() => go({ screen: 'settings' })}
        onSignOut={(orgId) => {
          setError(null);
          signOut(orgId).catch((thrown: unknown) => setError(toAppError(thrown)));
        }}
      />
      {error !== null && (
        <div className="bh-alert">
          <ErrorNotice
            error={error}
            actions={<Button onClick={() => setError(null)}>{t('shell.close')}</Button>}
          />
        </div>
      )}
      <ScreenBoundary key={screen === 'load' ? `load ${loadId ?? ''}` : screen}>
        <Area />
      </ScreenBoundary>
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
