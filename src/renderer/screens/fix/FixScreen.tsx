import { useState, type ReactElement } from 'react';
import type { GridRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { go } from '../../state/navigation';
import { hasBeenSent, isUnderWay } from '../../state/passage';
import { BalanceBar } from '../../ui/BalanceBar';
import { BalanceLegend } from '../../ui/BalanceSum';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, useMediaQuery } from '../../ui/kit';
import { StepFrame, type StepFoot } from '../../ui/StepFrame';
import { AskOrgDialog } from '../results/AskOrgDialog';
import { LeaveOutDialog } from '../results/LeaveOutDialog';
import { useProblems } from '../results/use-problems';
import { actLabel, resubmitLabel, useSend } from '../review/use-send';
import { FixChips } from './FixChips';
import { FixGrid } from './FixGrid';
import { faultColumns, groupOf } from './fix-rows';
import { filterOf, isLockedView, setFixView, useFixView } from './fix-view';
import { PickRecord } from './PickRecord';
import { RepairPanel } from './RepairPanel';
import { useFixActs, type Rows } from './use-fix-acts';
import './fix.css';

type LeavingOut = { which: Rows; count: number };

/** The grid of open rows: mend cells or whole groups, then send what has become ready. */
export const FixScreen = ({ load }: { load: LoadView }): ReactElement => {
  const view = useFixView(load.id);
  const { groups, error: problemsError } = useProblems(load);
  const acts = useFixActs(load.id);
  const send = useSend(load);
  const [row, setRow] = useState<GridRow | null>(null);
  const [leavingOut, setLeavingOut] = useState<LeavingOut | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [panelAsked, setPanelAsked] = useState(0);

  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false });
  const wasSent = hasBeenSent(load);
  const { counts, open, settled } = load.balance;
  const locked = isLockedView(view) || isUnderWay(load);
  const known = groups ?? [];
  const group =
    view.kind === 'group'
      ? (known.find(({ key }) => key === view.key) ?? null)
      : row === null
        ? null
        : groupOf(row, known);

  const show = (next: typeof view): void => {
    setRow(null);
    setFixView(load.id, next);
  };

  const isReady = row?.state === 'ready' || (view.kind === 'state' && view.state === 'ready');
  const isPicking = row?.problem?.cause === 'record-several' && !locked;
  const repair =
    group !== null && !locked ? (
      <RepairPanel
        load={load}
        group={group}
        acts={acts}
        onLeaveOut={() => {
          setLeavingOut({ which: { group: group.key }, count: group.count });
        }}
        onAskOrg={() => {
          setAsking(true);
        }}
      />
    ) : (
      <section className="bh-card" aria-label={t('repair.panel')}>
        <p className="bh-card-pad bh-soft">
          {t(locked ? 'repair.settled' : isReady ? 'repair.ready' : 'repair.choose')}
        </p>
      </section>
    );

  const panel = (
    <>
      {row !== null && isPicking && <PickRecord key={row.row} load={load} row={row} acts={acts} />}
      {repair}
    </>
  );

  const rows = counts.ready;
  /** Sending, once a row is ready; until then what makes one ready, or nothing where the panel has that act. */
  const primary = (): StepFoot['primary'] => {
    if (isUnderWay(load)) return undefined;
    if (rows > 0)
      return {
        label: wasSent ? resubmitLabel(load, rows) : actLabel(load, rows),
        busy: send.busy,
        onClick: send.send,
      };
    const shown = group !== null && !locked && group.state !== 'no_verdict' ? group : undefined;
    const mended = shown ?? known.find(({ state }) => state !== 'no_verdict');
    if (shown !== undefined && !isNarrow) return undefined;
    if (mended !== undefined && group?.state !== 'no_verdict')
      return {
        label: t('fix.foot.mend', { count: mended.count }),
        onClick: () => {
          show({ kind: 'group', key: mended.key });
          setPanelAsked(panelAsked + 1);
        },
      };
    if (counts.no_verdict > 0)
      return {
        label: t('results.foot.decide', { count: counts.no_verdict }),
        onClick: () => {
          setAsking(true);
        },
      };
    return open > 0 ? undefined : { label: t(wasSent ? 'run.results' : 'options.foot'), onClick: goBack };
  };
  const goBack = (): void => {
    go({ step: wasSent ? 'results' : 'review' });
  };
  const next = primary();

  return (
    <StepFrame
      fill
      sentence={
        isLockedView(view) && view.kind === 'state'
          ? t('fix.sentence.view', {
              count: counts[view.state],
              state: t(`state.${view.state}`).toLowerCase(),
            })
          : t('fix.sentence', { open, ready: rows })
      }
      {...(isLockedView(view) ? { sub: t('fix.sub.locked') } : {})}
      actions={
        <span className="bh-caption bh-mute">
          {t('fix.sub.attempt', { sent: load.attempts.length, file: load.sheet.name })}
        </span>
      }
      // Wide, the panel stands beside the grid alone, so that bar and causes keep the whole width.
      aside={isNarrow ? panel : null}
      asideLabel={t('repair.panel')}
      asideAsked={panelAsked}
      foot={{
        back: { onClick: goBack },
        note: t('fix.foot.note', { settled }),
        secondary: (
          <output className="bh-caption bh-soft">{t(acts.pending ? 'fix.saving' : 'fix.saved')}</output>
        ),
        ...(next === undefined ? {} : { primary: next }),
      }}
    >
      <div className="bh-fix-head">
        <BalanceBar balance={load.balance} size="mid" />
        <BalanceLegend balance={load.balance} />
      </div>
      {isUnderWay(load) && (
        <Banner
          tone="info"
          title={t('fix.underWay')}
          actions={
            <Button
              onClick={() => {
                go({ step: 'run' });
              }}
            >
              {t('fix.underWay.act')}
            </Button>
          }
        />
      )}
      {send.error !== null && <ErrorNotice error={send.error} />}
      {acts.error !== null && leavingOut === null && (
        <ErrorNotice
          error={acts.error}
          actions={<Button onClick={acts.clearError}>{t('shell.close')}</Button>}
        />
      )}
      {problemsError !== null && <ErrorNotice error={problemsError} />}
      <FixChips
        load={load}
        groups={known}
        view={view}
        openCount={wasSent ? open + rows : open}
        onChoose={show}
      />
      <div className={isNarrow ? 'bh-fix-columns' : 'bh-fix-columns bh-fix-wide'}>
        <FixGrid
          load={load}
          filter={filterOf(view, wasSent)}
          readOnly={locked}
          firstColumn={
            view.kind === 'group' && group !== null
              ? (faultColumns(load, group.problem.fields)[0] ?? null)
              : null
          }
          acts={acts}
          onChooseRow={setRow}
          onLeaveOut={(numbers) => {
            setLeavingOut({ which: { rows: numbers }, count: numbers.length });
          }}
          onShowAll={
            view.kind === 'open'
              ? null
              : () => {
                  show({ kind: 'open' });
                }
          }
        />
        {!isNarrow && <aside className="bh-aside bh-fix-aside">{panel}</aside>}
      </div>
      <LeaveOutDialog
        count={leavingOut?.count ?? null}
        busy={acts.pending}
        error={acts.error}
        onConfirm={(reason) => {
          if (leavingOut === null) return;
          void acts.leaveOut(leavingOut.which, reason).then((done) => {
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
        groups={known}
        opened={isAsking}
        onClose={() => {
          setAsking(false);
        }}
      />
      {send.dialog}
    </StepFrame>
  );
};
