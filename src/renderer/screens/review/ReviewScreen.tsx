import type { ReactElement } from 'react';
import type { LoadView, ReviewReport } from '../../../shared/domain/load';
import { isDeletion } from '../../../shared/domain/sobject';
import { formatList, t } from '../../lib/text';
import { go } from '../../state/navigation';
import { BalanceBar } from '../../ui/BalanceBar';
import { BalanceSum } from '../../ui/BalanceSum';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { StepFrame } from '../../ui/StepFrame';
import { Waiting } from '../../ui/Waiting';
import { openRows } from '../fix/fix-view';
import { usePlannedWay } from '../options/use-planned-way';
import { AlikeAdvice } from './AlikeAdvice';
import { FieldEffects } from './FieldEffects';
import { FoundLine } from './FoundLine';
import { HeldGroups } from './HeldGroups';
import { LimitsWarning } from './LimitsWarning';
import { TraceLine } from './TraceLine';
import { ParentsNote } from './ParentsNote';
import { useReview } from './use-review';
import { actLabel, orgName, useSend } from './use-send';
import { WayLine } from './WayLine';
import '../results/results.css';
import './review.css';

/** Names of cleared fields a warning lists; the table has them all. */
const namedFields = 4;

const ClearWarning = ({ effects }: Pick<ReviewReport, 'effects'>): ReactElement | null => {
  const cleared = effects.filter((effect) => effect.clear > 0);
  if (cleared.length === 0) return null;
  const names = cleared.slice(0, namedFields).map((effect) => effect.fieldLabel);
  const more = cleared.length - names.length;
  return (
    <Banner
      tone="warn"
      title={t('review.clear.title', {
        cells: cleared.reduce((sum, effect) => sum + effect.clear, 0),
        fields: formatList(more > 0 ? [...names, t('review.clear.more', { count: more })] : names),
      })}
      actions={
        <Button
          onClick={() => {
            go({ step: 'options' });
          }}
        >
          {t('review.clear.act')}
        </Button>
      }
    >
      {t('review.clear.why')}
    </Banner>
  );
};

/** What sending would do, over every row, before anything is written; from here the load is sent. */
export const ReviewScreen = ({ load }: { load: LoadView }): ReactElement => {
  const { report, error, again } = useReview(load);
  const send = useSend(load, again);
  const planned = usePlannedWay(load, load.options, load.balance.counts.ready);
  const back = {
    onClick: () => {
      go({ step: 'options' });
    },
  };

  if (report === null)
    return (
      <StepFrame
        key="checking"
        sentence={error === null ? t('review.checking', { rows: load.sheet.rows }) : t('review.failed')}
        sub={t('review.checking.sub', {
          asked: load.target?.findBy === undefined ? 'no' : 'yes',
          org: orgName(load),
        })}
        foot={{
          back,
          ...(error === null ? {} : { primary: { label: t('review.again'), onClick: again } }),
        }}
      >
        {error === null ? (
          <Waiting word={t('review.checking', { rows: load.sheet.rows })} rows={6} />
        ) : (
          <ErrorNotice error={error} />
        )}
      </StepFrame>
    );

  const { ready, held, excluded } = load.balance.counts;
  const isDelete = isDeletion(load.target?.operation);
  const fixAll = (): void => {
    openRows(load.id, { kind: 'open' });
  };
  return (
    <StepFrame
      key="checked"
      sentence={t('review.sentence', { ready, held })}
      sub={t('review.sub', {
        rows: load.balance.rows,
        asked: load.target?.findBy === undefined ? 'no' : 'yes',
        org: orgName(load),
      })}
      actions={
        <Button variant="subtle" size="compact-md" leftSection={<Icon name="refresh" />} onClick={again}>
          {t('review.again')}
        </Button>
      }
      foot={{
        back,
        note: t('review.foot.note', { ready, held, excluded, rows: load.balance.rows }),
        primary:
          ready === 0
            ? { label: t('review.foot.none'), onClick: fixAll }
            : planned !== null && 'conflict' in planned
              ? { label: t('review.clear.act'), onClick: back.onClick }
              : { label: actLabel(load, ready), onClick: send.send, busy: send.busy },
      }}
    >
      <section className="bh-balance" aria-label={t('balance.sum')}>
        <BalanceBar balance={load.balance} pencil />
        <BalanceSum balance={load.balance} pencil />
      </section>
      {report.found !== null && load.target !== null && (
        <FoundLine target={load.target} found={report.found} />
      )}
      {planned !== null && ready > 0 && <WayLine planned={planned} options={load.options} />}
      {ready > 0 && <TraceLine load={load} />}
      {ready > 0 && <ParentsNote load={load} plan={report.parents} planned={planned} onChanged={again} />}
      {send.error !== null && <ErrorNotice error={send.error} />}
      {ready === 0 && (
        <Banner tone="warn" title={t('review.none.title')}>
          {t('review.none.why')}
        </Banner>
      )}
      {isDelete && ready > 0 && (
        <Banner tone="warn" title={t('review.delete.title', { rows: ready })}>
          {t('review.delete.why', { operation: load.target?.operation ?? '', org: orgName(load) })}
        </Banner>
      )}
      {ready > 0 && <AlikeAdvice load={load} rows={report.nearTwins} onChanged={again} />}
      <LimitsWarning load={load} rows={ready} />
      <ClearWarning effects={report.effects} />
      <div className="bh-review-columns">
        <HeldGroups
          groups={report.groups}
          held={held}
          canSend={ready > 0}
          onFix={({ key }) => {
            openRows(load.id, { kind: 'group', key });
          }}
        />
        <FieldEffects effects={isDelete ? [] : report.effects} />
      </div>
      {send.dialog}
    </StepFrame>
  );
};
