import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { AppError, errorCodes } from '../../../shared/errors/app-error';
import { call } from '../../lib/api';
import { formatCount, formatTime, t } from '../../lib/text';
import { putLoad } from '../../state/loads';
import { go } from '../../state/navigation';
import { useKnownOrg } from '../../state/orgs';
import { isUnderWay } from '../../state/passage';
import { useRunCall } from '../../state/run-call';
import { Banner } from '../../ui/Banner';
import { BalanceBar } from '../../ui/BalanceBar';
import { BalanceSum } from '../../ui/BalanceSum';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button, VisuallyHidden } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';
import { StepFrame } from '../../ui/StepFrame';
import { orgName } from '../review/use-send';
import { FailuresSoFar } from './FailuresSoFar';
import { FollowUpNote } from './FollowUpNote';
import { JobParts } from './JobParts';
import { kindOf } from './part-words';
import { measureRun, roundPace, timeLeft, type RunProgress } from './progress';
import '../results/results.css';
import './run.css';

/** The pace of the run; null also while the org is silent: nobody can say then how it goes on. */
const paceOf = ({ rate, silentSince }: LoadView): number | null => (silentSince === null ? rate : null);

const sentenceOf = (load: LoadView, { rows, answered, parts }: RunProgress): string => {
  // What the org has counted as written stands left of the line in the bar, and so it does in words.
  if (load.phase === 'paused')
    return t('run.sentence.paused', { settled: load.balance.settled + parts.written });
  if (load.phase === 'stopping') return t('run.sentence.stopping');
  const has = (...phases: readonly string[]): boolean =>
    load.parts.some(({ phase }) => phases.includes(phase));
  const isCalling = load.attempts.at(-1)?.way.api === 'collections' && has('committing');
  const active = load.parts.filter(({ phase }) => phase === 'running');
  if (isCalling || active.some(({ queued, processed }) => !queued || processed > 0)) {
    return t('run.sentence.writing', {
      operation: load.target?.operation ?? 'insert',
      object: load.target?.objectLabelPlural ?? '',
      minutes: 0,
      hours: 0,
      ...timeLeft(rows - answered, paceOf(load)),
    });
  }
  if (has('collecting')) return t('run.sentence.collecting');
  if (active.length > 0) return t('run.sentence.waiting');
  return has('uploading', 'committing') ? t('run.sentence.uploading', { rows }) : t('run.sentence.starting');
};

const subOf = (load: LoadView, { rows, answered }: RunProgress): string => {
  if (load.phase === 'paused')
    return t('run.sub.paused', { attempt: load.attempts.length, org: load.org.name });
  // Not all that ended was answered: rows may be left without a verdict.
  if (!isUnderWay(load)) return t('run.sub.ended', { rows, org: load.org.name });
  if (answered === 0) return t('run.sub.sent', { rows, org: load.org.name });
  const rate = paceOf(load);
  const pace = rate === null ? 'none' : formatCount(roundPace(rate));
  return t('run.sub.answered', { answered, rows, pace });
};

/** Whether there is anything left to stop: where only answers are fetched, all that will be written is. */
const canBeStopped = ({ parts }: LoadView): boolean =>
  parts.length === 0 ||
  parts.some(({ phase }) => phase !== 'collecting' && phase !== 'settled' && phase !== 'abandoned');

/** The pause of a load as the error people can read. */
const pauseError = ({ pause }: LoadView): AppError | null => {
  if (pause === null) return null;
  const code = errorCodes.find((known) => known === pause.code) ?? 'app.unexpected';
  return new AppError(code, pause.params, { detail: pause.detail ?? pause.code });
};

/** Progress for screen readers: said politely, and again only when another ten percent are there. */
const Announcement = ({ rows, answered }: RunProgress): ReactElement => {
  const percent = rows === 0 ? 0 : Math.floor((answered / rows) * 10) * 10;
  const [said, setSaid] = useState({ percent: -1, words: '' });
  // Kept from the moment the percentage changed: counts that run on meanwhile would be read out each time.
  if (said.percent !== percent) setSaid({ percent, words: t('run.announce', { percent, answered, rows }) });
  return (
    <VisuallyHidden>
      <output aria-live="polite">{said.words}</output>
    </VisuallyHidden>
  );
};

/** A load on its way: how far it is, what failed, and the way to stop it; at the end it moves to Results. */
export const RunScreen = ({ load }: { load: LoadView }): ReactElement => {
  const { pending, error, runCall } = useRunCall();
  const [isAsking, setAsking] = useState(false);
  const progress = measureRun(load);
  const underWay = isUnderWay(load);
  // While nobody is signed in the notice above the load says so, and offers the one thing that helps.
  const isSignedIn = useKnownOrg(load.org.id)?.connected === true;
  const isWaitingForSignIn = load.phase === 'paused' && !isSignedIn;
  const isForSignIn = load.pause?.code === 'auth.expired';
  const pause = isForSignIn ? null : pauseError(load);
  const kind = kindOf(load.attempts.at(-1)?.way.api ?? '2.0');
  const untouched = load.parts.find(({ phase }) => phase === 'planned')?.parts ?? 0;

  // Only a load that was seen running moves on by itself; going back to this step on purpose stays here.
  const wasUnderWay = useRef(underWay);
  useEffect(() => {
    if (wasUnderWay.current && !underWay) go({ step: 'results' });
    wasUnderWay.current = underWay;
  }, [underWay]);

  const stop = async (): Promise<void> => {
    const view = await runCall(() => call('loads.stop', { loadId: load.id }));
    setAsking(false);
    if (view !== undefined) putLoad(view);
  };
  const resume = async (): Promise<void> => {
    const view = await runCall(() => call('loads.resume', { loadId: load.id }));
    if (view !== undefined) putLoad(view);
  };

  const primary =
    load.phase === 'paused'
      ? { label: t('run.resume', { org: orgName(load) }), onClick: () => void resume(), busy: pending }
      : underWay
        ? {
            label: t('run.foot.leave'),
            hotkey: false,
            onClick: () => {
              go({ screen: 'history' });
            },
          }
        : {
            label: t('run.results'),
            onClick: () => {
              go({ step: 'results' });
            },
          };

  return (
    <StepFrame
      sentence={
        underWay ? sentenceOf(load, progress) : t('run.sentence.ended', { attempt: load.attempts.length })
      }
      sub={subOf(load, progress)}
      foot={{
        ...(load.phase === 'paused' || (load.phase === 'running' && canBeStopped(load))
          ? {
              danger: (
                <Button
                  variant="subtle"
                  className="bh-button-danger"
                  leftSection={<Icon name="stop" />}
                  onClick={() => {
                    setAsking(true);
                  }}
                >
                  {t('run.stop')}
                </Button>
              ),
            }
          : {}),
        note: t('run.foot.running'),
        ...(underWay
          ? {
              secondary: (
                <span className="bh-caption bh-soft">
                  {t(load.phase === 'paused' ? 'run.foot.waits' : 'run.foot.safe')}
                </span>
              ),
            }
          : {}),
        ...(isWaitingForSignIn ? {} : { primary }),
      }}
    >
      {pause !== null && <ErrorNotice error={pause} />}
      {isForSignIn && isSignedIn && (
        <Banner tone="info" title={t('run.signedIn.title', { org: load.org.name })}>
          {t('run.signedIn.why')}
        </Banner>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {load.silentSince !== null && load.phase !== 'paused' && (
        <Banner
          tone="warn"
          title={t('run.silent.title', { org: load.org.name, since: formatTime(load.silentSince) })}
        >
          {t('run.silent.why')}
        </Banner>
      )}
      {underWay && <FollowUpNote load={load} />}
      <section className="bh-balance" aria-label={t('balance.sum')}>
        <BalanceBar balance={load.balance} written={progress.parts} ends />
        <BalanceSum balance={load.balance} written={progress.parts} />
      </section>
      {underWay && <Announcement {...progress} />}
      <div className="bh-results-columns">
        <JobParts load={load} />
        <FailuresSoFar load={load} unread={progress.refusedUnread} />
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={t('run.stop.title')}
        confirmLabel={t('run.stop.confirm')}
        danger
        busy={pending}
        onConfirm={() => void stop()}
        onClose={() => {
          setAsking(false);
        }}
      >
        <p className="bh-row bh-wrap">
          <OrgBadge type={load.org.type} />
          <span className="bh-strong">{load.org.name}</span>
        </p>
        <p>{t('run.stop.why', { kind })}</p>
        {untouched > 0 && <p>{t('run.stop.parts', { kind, count: untouched })}</p>}
      </ConfirmDialog>
    </StepFrame>
  );
};
