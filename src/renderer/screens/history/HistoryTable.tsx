import { Fragment } from 'react';
import type { LoadSummary } from '../../../shared/domain/load';
import { rowStates } from '../../../shared/domain/row-state';
import { formatCount, formatDay, formatFullMoment, formatTime, t } from '../../lib/text';
import { BalanceBar } from '../../ui/BalanceBar';
import { Icon } from '../../ui/icons';
import { ActionIcon, Tooltip } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';
import { StateMark } from '../../ui/StateMark';
import { describeOutcome, groupLoads } from './group-loads';

type Acts = { onOpen: (load: LoadSummary) => void; onDelete: (load: LoadSummary) => void };

const OutcomeCell = ({ load }: { load: LoadSummary }) => {
  const { words, mark } = describeOutcome(load);
  return (
    <span className="bh-cell-mark">
      {mark === 'done' ? (
        <Icon name="check" className="bh-good-text" />
      ) : (
        mark !== null && <StateMark state={mark} />
      )}
      {words}
    </span>
  );
};

const LoadLine = ({
  load,
  isEarlier,
  onOpen,
  onDelete,
}: Acts & { load: LoadSummary; isEarlier: boolean }) => (
  <tr className="bh-history-line" onClick={() => onOpen(load)}>
    <td className="bh-num bh-soft bh-nowrap">
      <time dateTime={new Date(load.createdAt).toISOString()} title={formatFullMoment(load.createdAt)}>
        {isEarlier ? formatDay(load.createdAt) : formatTime(load.createdAt)}
      </time>
    </td>
    <td>
      <button
        type="button"
        className="bh-history-open"
        onClick={(event) => {
          event.stopPropagation();
          onOpen(load);
        }}
      >
        {load.fileName}
      </button>
      <p className="bh-caption bh-mute bh-cut">
        {load.target === null
          ? t('history.noAct')
          : t('history.act', { object: load.target.objectLabel, operation: load.target.operation })}
      </p>
    </td>
    <td>
      <OrgBadge type={load.org.type} />
      <p className="bh-caption bh-mute bh-cut">{load.org.name}</p>
    </td>
    <td className="bh-history-bar">
      {load.attempts > 0 ? (
        <BalanceBar balance={load.balance} size="line" />
      ) : (
        <span className="bh-mute bh-num">{t('history.rows', { rows: load.balance.rows })}</span>
      )}
    </td>
    <td>
      <OutcomeCell load={load} />
    </td>
    <td className="bh-cell-num bh-history-attempts">{formatCount(load.attempts)}</td>
    <td className="bh-history-acts">
      <Tooltip label={t('history.delete', { file: load.fileName })}>
        <ActionIcon
          aria-label={t('history.delete', { file: load.fileName })}
          onClick={(event) => {
            event.stopPropagation();
            onDelete(load);
          }}
        >
          <Icon name="trash" />
        </ActionIcon>
      </Tooltip>
    </td>
  </tr>
);

/** Every load in one line, by day. A click anywhere on the line opens it; the file's name is the button for keys. */
export const HistoryTable = ({
  loads,
  now,
  ...acts
}: Acts & { loads: readonly LoadSummary[]; now: number }) => (
  <table className="bh-table bh-history">
    <caption className="bh-hidden">{t('history.caption')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('history.when')}</th>
        <th scope="col">{t('history.file')}</th>
        <th scope="col">{t('history.org')}</th>
        <th scope="col">{t('history.balance')}</th>
        <th scope="col">{t('history.outcome')}</th>
        <th scope="col" className="bh-cell-num bh-history-attempts">
          {t('history.attempts')}
        </th>
        <th scope="col">
          <span className="bh-hidden">{t('history.acts')}</span>
        </th>
      </tr>
    </thead>
    {groupLoads(loads, now).map((group) => (
      <tbody key={group.key}>
        <tr>
          <th scope="rowgroup" colSpan={7} className="bh-group-head">
            {t(`history.${group.key}`)}
          </th>
        </tr>
        {group.loads.map((load) => (
          <Fragment key={load.id}>
            <LoadLine load={load} isEarlier={group.key === 'earlier'} {...acts} />
          </Fragment>
        ))}
      </tbody>
    ))}
  </table>
);

/** Mark and word of every state that appears in a bar above, once for the page. */
export const HistoryLegend = ({ loads }: { loads: readonly LoadSummary[] }) => {
  const sent = loads.filter((load) => load.attempts > 0);
  const seen = rowStates.filter((state) => sent.some((load) => load.balance.counts[state] > 0));
  if (seen.length === 0) return null;
  return (
    <ul className="bh-history-legend" aria-label={t('history.legend')}>
      {seen.map((state) => (
        <li key={state} className="bh-caption bh-soft">
          <StateMark state={state} />
          {t(`state.${state}`)}
        </li>
      ))}
    </ul>
  );
};
