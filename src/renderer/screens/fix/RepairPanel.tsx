import { useMemo, useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { t } from '../../lib/text';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Select } from '../../ui/kit';
import { longList } from '../match/long-list';
import { StateMark } from '../../ui/StateMark';
import { useDescribe } from '../../state/descriptions';
import { problemWords, rawWords } from '../results/problem-words';
import { canSendAgain } from '../results/problem-acts';
import { faultColumns } from './fix-rows';
import { draftOf, emptyDraft, finishDraft, repairKinds, type RepairDraft } from './repair-draft';
import { RepairFields } from './RepairFields';
import { RepairOutcome } from './RepairOutcome';
import type { FixActs } from './use-fix-acts';
import { useRepairPreview } from './use-repair';
import { useSuggestions } from './use-suggestions';

type Props = {
  load: LoadView;
  group: ProblemGroup;
  acts: FixActs;
  onLeaveOut: () => void;
  onAskOrg: () => void;
};

/** The raw words, folded: for the one who has to look them up. */
const Raw = ({ group }: { group: ProblemGroup }): ReactElement | null => {
  const raw = rawWords(group.problem);
  if (raw === '') return null;
  return (
    <details className="bh-details">
      <summary>{t('shell.details')}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
      <pre className="bh-code" tabIndex={0}>
        {raw}
      </pre>
    </details>
  );
};

/**
 * Repairs one column of all rows of a group at once, and shows what that does before it is done. While no row is
 * ready this is the next step, and its button the filled one of the screen.
 */
const RepairForm = ({ load, group, acts }: Pick<Props, 'load' | 'group' | 'acts'>): ReactElement => {
  const { value: object } = useDescribe(load.org.id, load.target?.object ?? null);
  const suggestions = useSuggestions(load, group, object);
  const atFault = useMemo(() => faultColumns(load, group.problem.fields), [load, group.problem.fields]);
  const firstColumn = atFault[0] ?? load.mapping.find((entry) => entry.field !== null)?.column ?? 0;
  const [edited, setEdited] = useState<RepairDraft | null>(null);
  const [isTold, setTold] = useState(false);
  const first = suggestions[0];
  const draft = edited ?? (first === undefined ? emptyDraft(firstColumn) : draftOf(first));
  const { repair, missing } = finishDraft(draft);
  const { preview, error, pending } = useRepairPreview(load.id, load.version, group.key, repair);
  const entry = load.mapping.find(({ column }) => column === draft.column);
  const field = object?.fields.find(({ name }) => name === entry?.field) ?? null;

  const change = (part: Partial<RepairDraft>): void => {
    setTold(false);
    setEdited({ ...draft, ...part });
  };
  // A field that is a single box stands beside the column, so that the outcome stays in sight.
  const isShort = draft.kind === 'copy' || draft.kind === 'set' || draft.kind === 'cut';
  const suggested = new Set(suggestions.map(({ kind }) => kind));
  const kinds = repairKinds.map((kind) => ({ value: kind, label: t(`repair.kind.${kind}`) }));

  return (
    <form
      className="bh-stack bh-fix-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (repair === null) setTold(true);
        else if (preview !== null && preview.changed > 0) void acts.repair(group.key, repair);
      }}
    >
      {atFault.length === 0 && <p className="bh-caption bh-soft">{t('repair.noColumn')}</p>}
      <Select
        {...longList}
        label={t('repair.kind')}
        allowDeselect={false}
        data={
          suggested.size === 0
            ? kinds
            : [
                { group: t('repair.suggested'), items: kinds.filter(({ value }) => suggested.has(value)) },
                { group: t('repair.kind'), items: kinds.filter(({ value }) => !suggested.has(value)) },
              ]
        }
        value={draft.kind}
        onChange={(value) => {
          const kind = repairKinds.find((known) => known === value);
          const match = suggestions.find((suggestion) => suggestion.kind === kind);
          if (match !== undefined) change(draftOf(match));
          else if (kind !== undefined) change({ kind });
        }}
      />
      <div className={isShort ? 'bh-fix-pair' : 'bh-stack bh-fix-form'}>
        <Select
          {...longList}
          label={t('repair.column')}
          allowDeselect={false}
          searchable
          data={load.sheet.columns.map((column) => ({ value: String(column.index), label: column.header }))}
          value={String(draft.column)}
          onChange={(value) => {
            if (value !== null) change({ column: Number(value), values: {} });
          }}
        />
        <RepairFields load={load} group={group.key} draft={draft} field={field} onChange={change} />
      </div>
      {missing !== null && isTold && (
        <p className="bh-danger-text" role="alert">
          {t(missing)}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {repair !== null && preview === null && error === null && (
        <output className="bh-soft">{t('repair.preview.waiting')}</output>
      )}
      {repair !== null && preview !== null && (
        <div className="bh-stack bh-stack-2" aria-busy={pending}>
          <RepairOutcome preview={preview} />
        </div>
      )}
      <div className="bh-fix-apply">
        <Button
          type="submit"
          variant={load.balance.counts.ready === 0 ? 'filled' : 'light'}
          loading={acts.pending}
          fullWidth
        >
          {t('repair.apply', { count: repair === null ? 0 : (preview?.changed ?? 0) })}
        </Button>
        <p className="bh-caption bh-mute">{t('repair.undoable')}</p>
      </div>
    </form>
  );
};

/** What can be done for all rows that share a cause. */
export const RepairPanel = ({ load, group, acts, onLeaveOut, onAskOrg }: Props): ReactElement => {
  const isUndecided = group.state === 'no_verdict';
  const words = problemWords(group.problem);
  return (
    <section className="bh-card bh-fix-panel" aria-label={t('repair.panel')}>
      <header className="bh-card-head">
        <StateMark state={group.state} />
        <h2 className="bh-h bh-grow">{words.title}</h2>
        <span className="bh-soft bh-num">{t('repair.share', { count: group.count })}</span>
      </header>
      <div className="bh-card-pad bh-stack">
        <p className="bh-soft">
          {words.why} {words.remedy}
        </p>
        {!isUndecided && <RepairForm key={group.key} load={load} group={group} acts={acts} />}
        <div className="bh-row bh-wrap">
          {isUndecided && (
            <Button variant="light" onClick={onAskOrg}>
              {t('repair.askOrg')}
            </Button>
          )}
          {canSendAgain(group) && (
            <Button
              size="compact-sm"
              onClick={() => void acts.sendAgain({ group: group.key })}
              loading={acts.pending}
            >
              {t(group.problem.cause === 'record-unasked' ? 'repair.lookUp' : 'repair.sendAgain')}
            </Button>
          )}
          {!isUndecided && (
            <Button size="compact-sm" variant="subtle" onClick={onLeaveOut}>
              {t('repair.leaveOut')}
            </Button>
          )}
        </div>
        <Raw group={group} />
      </div>
    </section>
  );
};
