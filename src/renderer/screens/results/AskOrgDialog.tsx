import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { CallOutput } from '../../../shared/contract';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { isDeletion, type Operation } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';
import { formatCount, t } from '../../lib/text';
import { putLoad } from '../../state/loads';
import { useRunCall } from '../../state/run-call';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, CopyButton, Modal, Select } from '../../ui/kit';
import { longList } from '../match/long-list';
import { Waiting } from '../../ui/Waiting';

/** Rows decided one by one; more are better followed as a whole, or looked at in the grid. */
const shownRows = 100;

type Found = CallOutput<'rows.askOrg'>[number];
type Verdict = 'created' | 'updated' | 'deleted' | 'failed';

/** What can have become of a row that was sent with an operation. */
const verdictsOf: Record<Operation, readonly Verdict[]> = {
  insert: ['created', 'failed'],
  update: ['updated', 'failed'],
  upsert: ['created', 'updated', 'failed'],
  delete: ['deleted', 'failed'],
  hardDelete: ['deleted', 'failed'],
};

/**
 * What the org's answer speaks for. A record that was to be updated or upserted may have stood there before,
 * with or without the row's values: then only a person can say.
 */
const verdictOf = (found: Found, operation: Operation): Verdict | null => {
  if (found.key === '') return null;
  const exists = found.recordIds.length > 0;
  if (isDeletion(operation)) return exists ? 'failed' : 'deleted';
  if (!exists) return 'failed';
  return operation === 'insert' && found.recordIds.length === 1 ? 'created' : null;
};

const sayFound = (found: Found, operation: Operation): string =>
  found.key === ''
    ? t('ask.notAsked')
    : t('ask.found', {
        count: found.recordIds.length,
        clear: String(verdictOf(found, operation) !== null),
      });

/** The queries by which a person can look for the rows without Bulkhead, each once. */
const queriesOf = (groups: readonly ProblemGroup[]): string[] => [
  ...new Set(
    groups
      .filter(({ state }) => state === 'no_verdict')
      .map(({ problem }) => String(problem.params['query'] ?? ''))
      .filter((query) => query !== ''),
  ),
];

type BodyProps = { load: LoadView; groups: readonly ProblemGroup[]; onClose: () => void };

const Body = ({ load, groups, onClose }: BodyProps): ReactElement => {
  const operation = load.target?.operation ?? 'upsert';
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [askError, setAskError] = useState<AppError | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<number, Verdict>>>({});
  const [isMissing, setMissing] = useState(false);
  const { pending, error, runCall } = useRunCall();
  const loadId = load.id;

  const ask = useCallback(
    () =>
      call('rows.askOrg', { loadId })
        .then((answer) => {
          setFound(answer);
          setAskError(null);
        })
        .catch((thrown: unknown) => {
          setAskError(toAppError(thrown));
        }),
    [loadId],
  );
  useEffect(() => {
    void ask();
  }, [ask]);

  const settle = async (): Promise<void> => {
    const rowsBy = new Map<Verdict, number[]>();
    for (const [row, verdict] of Object.entries(chosen))
      rowsBy.set(verdict, [...(rowsBy.get(verdict) ?? []), Number(row)]);
    if (rowsBy.size === 0) {
      setMissing(true);
      return;
    }
    const done = await runCall(async () => {
      for (const [as, rows] of rowsBy) putLoad(await call('rows.settle', { loadId, rows, as }));
      return true;
    });
    if (done === true) onClose();
  };

  if (askError !== null)
    return (
      <ErrorNotice
        error={askError}
        actions={<Button onClick={() => void ask()}>{t('shell.tryAgain')}</Button>}
      />
    );
  if (found === null) return <Waiting word={t('ask.waiting', { org: load.org.name })} />;
  if (found.length === 0) return <p>{t('ask.none')}</p>;

  const proposals = found.flatMap((row) => {
    const verdict = verdictOf(row, operation);
    return verdict === null ? [] : [[row.row, verdict] as const];
  });
  const proposed = new Set(proposals.map(([row]) => row));
  const others = found.filter(({ row }) => !proposed.has(row));
  const queries = queriesOf(groups);
  return (
    <div className="bh-stack">
      <p className="bh-sub">{t('ask.lead')}</p>
      {queries.length > 0 && (
        <details className="bh-details">
          <summary>{t('ask.query')}</summary>
          {queries.map((query) => (
            <div key={query} className="bh-stack bh-stack-2">
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
              <pre className="bh-code" tabIndex={0}>
                {query}
              </pre>
              <CopyButton value={query} timeout={3000}>
                {({ copied, copy }) => (
                  <Button size="compact-sm" onClick={copy}>
                    {t(copied ? 'results.act.copied' : 'ask.query.copy')}
                  </Button>
                )}
              </CopyButton>
            </div>
          ))}
        </details>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {proposals.length > 0 && (
        <div>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              setChosen({ ...chosen, ...Object.fromEntries(proposals) });
            }}
          >
            {t('ask.all')}
          </Button>
        </div>
      )}
      {others.length > 1 && (
        <Select
          {...longList}
          className="bh-ask-others"
          label={t('ask.others', { count: others.length })}
          description={t('ask.others.what', { operation })}
          placeholder={t('ask.choose.none')}
          data={verdictsOf[operation].map((verdict) => ({ value: verdict, label: t(`ask.as.${verdict}`) }))}
          value={null}
          onChange={(value) => {
            const verdict = verdictsOf[operation].find((known) => known === value);
            if (verdict === undefined) return;
            setMissing(false);
            setChosen({ ...chosen, ...Object.fromEntries(others.map(({ row }) => [row, verdict])) });
          }}
        />
      )}
      <ul className="bh-ask-list">
        {found.slice(0, shownRows).map((row) => (
          <li key={row.row}>
            <div>
              <span className="bh-medium bh-num">{t('ask.row', { row: formatCount(row.row) })}</span>{' '}
              <span className="bh-id bh-soft">{row.key === '' ? t('ask.noKey') : row.key}</span>
              <p className="bh-caption bh-soft">{sayFound(row, operation)}</p>
              {row.recordIds.length > 0 && (
                <p className="bh-caption bh-mute bh-id">{row.recordIds.slice(0, 3).join(', ')}</p>
              )}
            </div>
            <Select
              {...longList}
              aria-label={t('ask.choose', { row: row.row })}
              placeholder={t('ask.choose.none')}
              clearable
              clearButtonProps={{ 'aria-label': t('ask.choose.none') }}
              data={verdictsOf[operation].map((verdict) => ({
                value: verdict,
                label: t(`ask.as.${verdict}`),
              }))}
              value={chosen[row.row] ?? null}
              onChange={(value) => {
                setMissing(false);
                const verdict = verdictsOf[operation].find((known) => known === value);
                const next = { ...chosen };
                if (verdict === undefined) delete next[row.row];
                else next[row.row] = verdict;
                setChosen(next);
              }}
            />
          </li>
        ))}
      </ul>
      {found.length > shownRows && (
        <p className="bh-caption bh-mute">{t('ask.more', { shown: shownRows, total: found.length })}</p>
      )}
      {isMissing && (
        <p className="bh-danger-text" role="alert">
          {t('ask.missing')}
        </p>
      )}
      <div className="bh-row bh-wrap bh-dialog-acts">
        <Button onClick={onClose}>{t('shell.cancel')}</Button>
        <Button variant="filled" loading={pending} onClick={() => void settle()}>
          {t('ask.apply', { count: Object.keys(chosen).length })}
        </Button>
      </div>
    </div>
  );
};

/** Shows what the org holds of each row without a verdict, and lets a person decide row by row. */
export const AskOrgDialog = (props: BodyProps & { opened: boolean }): ReactElement => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={t('ask.title')}
    size="lg"
    closeButtonProps={{ 'aria-label': t('shell.close') }}
  >
    {props.opened && <Body load={props.load} groups={props.groups} onClose={props.onClose} />}
  </Modal>
);
