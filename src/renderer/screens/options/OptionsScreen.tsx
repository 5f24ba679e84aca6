import { useRef, useState, type ReactElement } from 'react';
import { keyFieldOf, toMappingTarget } from '../../../core/mapping/offered-fields';
import type { LoadOptions, LoadView } from '../../../shared/domain/load';
import { isDeletion } from '../../../shared/domain/sobject';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import { call } from '../../lib/api';
import { formatTime, t } from '../../lib/text';
import { go } from '../../state/navigation';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StepFrame } from '../../ui/StepFrame';
import { useActQueue } from '../fix/use-act-queue';
import { countRepeats } from '../object/object-choice';
import { OptionGroup } from './OptionGroup';
import { SendingCard } from './SendingCard';
import { usePlannedWay } from './use-planned-way';
import '../object/object.css';
import './options.css';

const sentColumns = (load: LoadView): ColumnProfile[] =>
  load.sheet.columns.filter((column) =>
    load.mapping.some((entry) => entry.column === column.index && entry.field !== null),
  );

/** The column that carries the key rows are found by, for an upsert, update or delete. */
const keyColumn = (load: LoadView): ColumnProfile | null => {
  const { target } = load;
  if (target === null) return null;
  const key = keyFieldOf(toMappingTarget(target));
  const entry = key === null ? undefined : load.mapping.find(({ field }) => field === key);
  return entry === undefined ? null : (load.sheet.columns[entry.column] ?? null);
};

const repeatsNote = (column: ColumnProfile | null): string => {
  if (column === null || column.distinct > 1000)
    return t('options.repeatedKeys.count', { state: 'unknown', count: 0, column: '' });
  const count = countRepeats(column);
  return t('options.repeatedKeys.count', {
    state: count > 0 ? 'some' : 'none',
    count,
    column: column.header,
  });
};

/** What blank cells, error cells and repeated keys mean, and which way the rows go; safe answers stand already. */
export const OptionsScreen = ({ load }: { load: LoadView }): ReactElement => {
  const { pending, error, enqueue } = useActQueue();
  const [chosen, setChosen] = useState<Partial<LoadOptions>>({});
  const options = { ...load.options, ...chosen };
  const planned = usePlannedWay(load, options, load.sheet.rows);
  const conflict = useRef<HTMLDivElement>(null);
  const columns = sentColumns(load);
  const sum = (pick: (column: ColumnProfile) => number): number =>
    columns.reduce((total, column) => total + pick(column), 0);
  const isInsert = load.target?.operation === 'insert';
  // A delete sends Ids alone: what a cell would do to a field is no question.
  const isDelete = isDeletion(load.target?.operation);
  const blankWhat = isInsert ? 'insert' : 'what';

  const change = async (part: Partial<LoadOptions>): Promise<void> => {
    setChosen((known) => ({ ...known, ...part }));
    const saved = await enqueue(() => call('loads.setOptions', { loadId: load.id, options: part }));
    // Refused: from here on the load itself says again what is chosen.
    if (!saved) setChosen({});
  };

  return (
    <StepFrame
      sentence={t('options.sentence')}
      sub={t('options.sub', { rows: load.sheet.rows, file: load.sheet.name, columns: columns.length })}
      foot={{
        back: {
          onClick: () => {
            go({ step: 'match' });
          },
        },
        note: pending ? t('options.saving') : t('shell.saved', { time: formatTime(load.updatedAt) }),
        primary: {
          label: t('options.foot'),
          onClick: () => {
            // What can't be had together has to be decided here: nothing could be sent.
            if (planned !== null && 'conflict' in planned) conflict.current?.focus();
            else go({ step: 'review' });
          },
          busy: pending,
        },
      }}
    >
      {error !== null && <ErrorNotice error={error} />}
      {!isDelete && (
        <OptionGroup
          name="blank"
          title={t('options.blank')}
          note={t('options.blank.count', { count: sum((column) => column.blank) })}
          value={options.blank}
          choices={(['keep', 'clear'] as const).map((value) => ({
            value,
            label: t(`options.blank.${value}`),
            what: t(`options.blank.${value}.${blankWhat}`),
          }))}
          onChoose={(blank) => void change({ blank })}
        />
      )}
      {!isDelete && (
        <OptionGroup
          name="errorCells"
          title={t('options.errorCells')}
          note={t('options.errorCells.count', { count: sum((column) => column.errorCells) })}
          value={options.errorCells}
          choices={(['hold', 'blank', 'clear', 'text'] as const).map((value) => ({
            value,
            label: t(`options.errorCells.${value}`),
            what: t(`options.errorCells.${value}.what`),
          }))}
          onChoose={(errorCells) => void change({ errorCells })}
        />
      )}
      {!isInsert && (
        <OptionGroup
          name="repeatedKeys"
          title={t('options.repeatedKeys')}
          note={repeatsNote(keyColumn(load))}
          value={options.repeatedKeys}
          choices={(['hold', 'last'] as const).map((value) => ({
            value,
            label: t(`options.repeatedKeys.${value}`),
            what: t(`options.repeatedKeys.${value}.what`),
          }))}
          onChoose={(repeatedKeys) => void change({ repeatedKeys })}
        />
      )}
      <SendingCard
        load={load}
        options={options}
        planned={planned}
        onChange={(part) => void change(part)}
        conflictRef={conflict}
      />
    </StepFrame>
  );
};
