import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { offeredFields, toMappingTarget } from '../../../core/mapping/offered-fields';
import type { CallInput } from '../../../shared/contract';
import type { LoadView } from '../../../shared/domain/load';
import { call } from '../../lib/api';
import { formatList, formatTime, t } from '../../lib/text';
import { useDescribe } from '../../state/descriptions';
import { go, useNavigation } from '../../state/navigation';
import { AgeLine } from '../../ui/AgeLine';
import { Banner } from '../../ui/Banner';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button, TextInput } from '../../ui/kit';
import { StepFrame } from '../../ui/StepFrame';
import { Waiting } from '../../ui/Waiting';
import { useActQueue } from '../fix/use-act-queue';
import { ColumnDetail } from './ColumnDetail';
import { LoneProblems } from './LoneProblems';
import { fieldChoices, headerName, loneProblems, matchRows, type MatchRow } from './match-rows';
import { MatchTable } from './MatchTable';
import '../object/object.css';
import './match.css';

type Entries = CallInput<'loads.setMapping'>['entries'];

/** Unsent columns are named below the heading while the names fit a line; otherwise they are counted. */
const namedUnsent = 3;
const namedCharacters = 60;

const subOf = (load: LoadView, rows: readonly MatchRow[], required: number): string => {
  const missing = load.mappingProblems.filter(({ code }) => code === 'required-unmatched').length;
  const unsent = rows.filter((row) => row.entry.field === null);
  const names = formatList(unsent.slice(0, namedUnsent).map((row) => headerName(row.entry)));
  return [
    t('match.sub.required', { missing, required }),
    unsent.length > namedUnsent || names.length > namedCharacters
      ? t('match.sub.unsent.many', { count: unsent.length })
      : t('match.sub.unsent', { count: unsent.length, names }),
  ]
    .filter((part) => part !== '')
    .join(' ');
};

const fits = (row: MatchRow, words: string): boolean =>
  [row.entry.header, row.field?.label ?? '', row.field?.name ?? ''].some((name) =>
    name.toLowerCase().includes(words),
  );

/** Which column goes to which field: guesses can be seen, checked and changed, and nothing is hidden. */
export const MatchScreen = ({ load }: { load: LoadView }): ReactElement => {
  const { target } = load;
  const described = useDescribe(load.org.id, target?.object ?? null);
  const { pending, error, enqueue } = useActQueue();
  const [selected, setSelected] = useState(() => useNavigation.getState().column);
  const [recordType, setRecordType] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [isTold, setTold] = useState(false);
  /** Rises each time a person asks for the details of a column: in a narrow window it opens the drawer. */
  const [asked, setAsked] = useState(0);
  const touched = useRef<number | null>(null);
  const object = described.value;

  const fields = useMemo(() => {
    if (object === null || target === null) return [];
    return offeredFields(object, toMappingTarget(target));
    // The target changes by value only with another object, operation or key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [object, target?.operation, target?.externalId, target?.findBy]);
  const groups = useMemo(() => fieldChoices(fields), [fields]);
  const choices = useMemo(
    () => new Map(groups.flatMap(({ items }) => items.map((item) => [item.value, item] as const))),
    [groups],
  );
  const rows = useMemo(() => (object === null ? [] : matchRows(load, object)), [load, object]);

  const save = useCallback(
    (entries: Entries): void => {
      void enqueue(() => call('loads.setMapping', { loadId: load.id, entries }));
    },
    [enqueue, load.id],
  );
  const choose = useCallback(
    (column: number, field: string | null): void => {
      touched.current = column;
      setSelected(column);
      save([{ column, field }]);
    },
    [save],
  );

  // A column that gets its field moves to another section, and the browser drops the focus of what moves.
  useEffect(() => {
    if (touched.current === null || document.activeElement !== document.body) return;
    document.getElementById(`field-of-${touched.current}`)?.focus({ preventScroll: false });
    touched.current = null;
  }, [rows]);

  const back = {
    onClick: () => {
      go({ step: 'object' });
    },
  };
  if (object === null || target === null)
    return (
      <StepFrame sentence={t('match.waiting', { object: target?.objectLabel ?? '' })} foot={{ back }}>
        {described.error === null ? (
          <Card>
            <Waiting word={t('match.waiting', { object: target?.objectLabel ?? '' })} rows={8} />
          </Card>
        ) : (
          <ErrorNotice
            error={described.error}
            actions={<Button onClick={described.retry}>{t('shell.tryAgain')}</Button>}
          />
        )}
      </StepFrame>
    );

  /** The load's own description follows what the person has just seen change. */
  const matchAnew = (): void => {
    const key = toMappingTarget(target);
    void enqueue(() => call('loads.setTarget', { loadId: load.id, object: target.object, ...key }));
  };
  const showDetail = (column: number): void => {
    setSelected(column);
    setAsked((count) => count + 1);
  };
  const words = typed.trim().toLowerCase();
  const shown = words === '' ? rows : rows.filter((row) => fits(row, words));
  const guesses = rows.filter(
    ({ entry }) => entry.confidence === 'similar' || entry.confidence === 'guessed',
  );
  const lone = loneProblems(load);
  const open = load.mappingProblems.length;
  const current =
    rows.find((row) => row.entry.column === selected) ??
    rows.find((row) => row.section === 'decide') ??
    rows[0] ??
    null;
  const creates = target.operation === 'insert' || target.operation === 'upsert';
  const required = creates ? fields.filter((field) => field.required && field.via === undefined).length : 0;

  return (
    <StepFrame
      fill
      key="ready"
      sentence={t('match.sentence', {
        matched: rows.filter((row) => row.entry.field !== null).length,
        columns: rows.length,
        open,
      })}
      sub={
        <>
          <span>{subOf(load, rows, required)}</span>
          <AgeLine known={described} words="match.asOf" onRefreshed={matchAnew} />
        </>
      }
      actions={
        <TextInput
          className="bh-match-search"
          aria-label={t('match.search')}
          placeholder={t('match.search')}
          leftSection={<Icon name="search" />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      }
      aside={
        <ColumnDetail
          load={load}
          row={current}
          object={object}
          recordType={recordType}
          onRecordType={setRecordType}
          onFormat={(column, format) => {
            const field = rows.find((row) => row.entry.column === column)?.entry.field ?? null;
            // Decided, the column moves to another section; its details stay, so that the answer can be seen.
            setSelected(column);
            save([{ column, field, format }]);
          }}
        />
      }
      asideLabel={t('detail.title')}
      asideKey={asked}
      foot={{
        back,
        note: pending ? t('match.saving') : t('shell.saved', { time: formatTime(load.updatedAt) }),
        primary: {
          label: t('match.foot'),
          busy: pending,
          onClick: () => {
            if (open === 0) go({ step: 'options' });
            else {
              setTold(true);
              const column = load.mappingProblems.find((problem) => problem.column !== undefined)?.column;
              if (column !== undefined) showDetail(column);
            }
          },
        },
      }}
    >
      {error !== null && <ErrorNotice error={error} />}
      {described.error !== null && <ErrorNotice error={described.error} />}
      {isTold && open > 0 && (
        <Banner tone="warn" title={t('match.missing.title', { count: open })}>
          {load.mappingProblems
            .filter((problem) => problem.column !== undefined)
            .slice(0, 6)
            .map((problem) => (
              <p key={`${problem.code}-${problem.column ?? problem.field ?? ''}`}>
                {problem.header === undefined ? '' : `${problem.header}: `}
                {t(`match.problem.${problem.code}`, { field: problem.fieldLabel ?? '' })}
              </p>
            ))}
        </Banner>
      )}
      {lone.length > 0 && <LoneProblems load={load} problems={lone} onChoose={choose} />}
      <section className="bh-card bh-fill bh-match" aria-label={t('match.head.column')}>
        <div className="bh-match-row bh-match-head bh-caption bh-mute" aria-hidden="true">
          <span>{t('match.head.column')}</span>
          <span />
          <span>{t('match.head.field', { object: target.objectLabel })}</span>
          <span>{t('match.head.sure')}</span>
        </div>
        {shown.length === 0 && <p className="bh-card-pad bh-soft">{t('match.none', { words: typed })}</p>}
        <MatchTable
          rows={shown}
          groups={groups}
          choices={choices}
          operation={target.operation}
          finds={target.findBy !== undefined}
          selected={current?.entry.column ?? null}
          onSelect={setSelected}
          onDetail={showDetail}
          onChoose={choose}
          guesses={guesses.length}
          onAccept={
            guesses.length === 0
              ? null
              : () => {
                  save(
                    guesses.map(({ entry }) => ({
                      column: entry.column,
                      field: entry.field,
                      format: entry.format,
                    })),
                  );
                }
          }
        />
      </section>
    </StepFrame>
  );
};
