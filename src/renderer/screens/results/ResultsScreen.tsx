import { useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import type { RowState } from '../../../shared/domain/row-state';
import { formatDuration, formatMoment, t } from '../../lib/text';
import { go } from '../../state/navigation';
import { BalanceBar } from '../../ui/BalanceBar';
import { BalanceSum } from '../../ui/BalanceSum';
import { countGap } from '../../ui/balance-parts';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { StepFrame, type StepFoot } from '../../ui/StepFrame';
import { Waiting } from '../../ui/Waiting';
import { openRows } from '../fix/fix-view';
import { useFixActs } from '../fix/use-fix-acts';
import { resubmitLabel, useSend } from '../review/use-send';
import { AlsoOpen } from './AlsoOpen';
import { AskOrgDialog } from './AskOrgDialog';
import { Attempts } from './Attempts';
import { CauseCard } from './CauseCard';
import type { CauseActs } from './CauseRow';
import { FollowUpEnd } from './FollowUpEnd';
import { LeaveOutDialog } from './LeaveOutDialog';
import { useProblems } from './use-problems';
import './results.css';

const sentenceOf = ({ balance }: LoadView): string => {
  const { settled, open } = balance;
  const ready = balance.counts.ready;
  if (open === 0 && ready === 0) return t('results.sentence.settled');
  if (open === 0) return t('results.sentence.ready', { settled, ready });
  return ready === 0
    ? t('results.sentence.open', { settled, open })
    : t('results.sentence.both', { settled, open, ready });
};

const subOf = (load: LoadView): string | undefined => {
  const last = load.attempts.at(-1);
  if (last === undefined || last.endedAt === null) return undefined;
  return t('results.sub', {
    attempt: last.attempt,
    moment: formatMoment(last.endedAt),
    duration: formatDuration(last.endedAt - last.startedAt),
    rows: last.rows,
    org: load.org.name,
  });
};

const isToFix = ({ state }: ProblemGroup): boolean =>
  state === 'failed' || state === 'not_processed' || state === 'held';

/** Whether nothing is wrong with any of the rows that did not go in: then there is nothing to mend in them. */
const isOnlySentAgain = (groups: readonly ProblemGroup[] | null): boolean => {
  const open = (groups ?? []).filter(isToFix);
  return open.length > 0 && open.every(({ problem }) => problem.action === 'send-again');
};

/** Where every row of the file ended, why some are open, and the act that helps each of them. */
export const ResultsScreen = ({ load }: { load: LoadView }): ReactElement => {
  const { groups, error } = useProblems(load);
  const acts = useFixActs(load.id);
  const send = useSend(load);
  const [leavingOut, setLeavingOut] = useState<ProblemGroup | null>(null);
  const [isAsking, setAsking] = useState(false);

  const { counts } = load.balance;
  const failed = (groups ?? []).filter((group) => group.state === 'failed');
  const unreached = (groups ?? []).filter((group) => group.state === 'not_processed');
  const gap = countGap(load.balance);
  const toFix = counts.failed + counts.held + counts.not_processed;

  const show = (state: RowState): void => {
    openRows(load.id, { kind: 'state', state });
  };
  const closeLoad = (): void => {
    go({ screen: 'history' });
  };
  const sendAgain = async (isMeant: (group: ProblemGroup) => boolean): Promise<void> => {
    for (const group of (groups ?? []).filter(isMeant))
      if (!(await acts.sendAgain({ group: group.key }))) return;
  };
  const sendNotProcessed = async (): Promise<void> => sendAgain(({ state }) => state === 'not_processed');
  const sendAllAgain = async (): Promise<void> => sendAgain(isToFix);

  const primary = (): NonNullable<StepFoot['primary']> => {
    if (counts.ready > 0)
      return { label: resubmitLabel(load, counts.ready), onClick: send.send, busy: send.busy };
    if (toFix > 0 && isOnlySentAgain(groups))
      return {
        label: t('results.foot.again', { count: toFix }),
        onClick: () => void sendAllAgain(),
        busy: acts.pending,
      };
    if (toFix > 0)
      return {
        label: t('results.foot.fix', { count: toFix }),
        onClick: () => {
          openRows(load.id, { kind: 'open' });
        },
      };
    if (counts.no_verdict > 0)
      return {
        label: t('results.foot.decide', { count: counts.no_verdict }),
        onClick: () => {
          setAsking(true);
        },
      };
    return { label: t('results.foot.close'), onClick: closeLoad };
  };
  const causeActs: CauseActs = {
    busy: acts.pending,
    onFix: ({ key }) => {
      openRows(load.id, { kind: 'group', key });
    },
    onSendAgain: ({ key }) => void acts.sendAgain({ group: key }),
    onSendCalmly: send.sendCalmly,
    onLeaveOut: setLeavingOut,
  };
  const unreachedCard = unreached.length > 0 && (
    <CauseCard
      load={load}
      title={t('results.unreached.title', { count: counts.not_processed })}
      groups={unreached}
      acts={causeActs}
    />
  );
  const isDone = counts.ready + toFix + counts.no_verdict === 0;
  const sub = subOf(load);

  return (
    <StepFrame
      sentence={sentenceOf(load)}
      {...(sub === undefined ? {} : { sub })}
      foot={{
        note: t('results.foot.note'),
        secondary: (
          <>
            {counts.ready > 0 && toFix > 0 && (
              <Button
                onClick={() => {
                  openRows(load.id, { kind: 'open' });
                }}
              >
                {t('results.foot.fix', { count: toFix })}
              </Button>
            )}
            {!isDone && <Button onClick={closeLoad}>{t('results.foot.close')}</Button>}
          </>
        ),
        primary: primary(),
      }}
    >
      <section className="bh-balance" aria-label={t('balance.sum')}>
        <BalanceBar balance={load.balance} ends onOpen={show} />
        <BalanceSum balance={load.balance} keepZero={['failed', 'no_verdict']} onOpen={show} />
      </section>
      {gap !== 0 && (
        <Banner tone="error" title={t('results.gap.title', { count: Math.abs(gap) })}>
          {t('results.gap.why')}
        </Banner>
      )}
      {load.strayResults > 0 && (
        <Banner tone="warn" title={t('results.stray.title', { count: load.strayResults })}>
          {t('results.stray.why', { count: load.strayResults })}
        </Banner>
      )}
      <FollowUpEnd load={load} groups={groups ?? []} />
      {send.error !== null && <ErrorNotice error={send.error} />}
      {acts.error !== null && leavingOut === null && <ErrorNotice error={acts.error} />}
      <div className="bh-results-columns">
        <div className="bh-stack">
          {failed.length === 0 && unreachedCard}
          <CauseCard
            load={load}
            title={t('results.causes.title', { count: counts.failed })}
            groups={failed}
            acts={causeActs}
          >
            {error !== null && (
              <div className="bh-card-pad">
                <ErrorNotice error={error} />
              </div>
            )}
            {groups === null && error === null && (
              <div className="bh-card-pad">
                <Waiting word={t('results.waiting')} />
              </div>
            )}
            {groups !== null && failed.length === 0 && (
              <p className="bh-card-pad bh-soft">{t('results.causes.none', { open: counts.no_verdict })}</p>
            )}
          </CauseCard>
          {failed.length > 0 && unreachedCard}
        </div>
        <div className="bh-stack">
          <AlsoOpen
            load={load}
            busy={acts.pending}
            onSendNotProcessed={() => void sendNotProcessed()}
            onAskOrg={() => {
              setAsking(true);
            }}
            onShow={show}
          />
          <Attempts load={load} />
        </div>
      </div>
      <LeaveOutDialog
        count={leavingOut?.count ?? null}
        busy={acts.pending}
        error={acts.error}
        onConfirm={(reason) => {
          if (leavingOut === null) return;
          void acts.leaveOut({ group: leavingOut.key }, reason).then((done) => {
            if (done) setLeavingOut(null);
          });
        }}
        onClose={() => {
          setLeavingOut(null);
          acts.clearError();
        }}
      />
      <AskOrgDialog
        load={load}
        groups={groups ?? []}
        opened={isAsking}
        onClose={() => {
          setAsking(false);
        }}
      />
      {send.dialog}
    </StepFrame>
  );
};
