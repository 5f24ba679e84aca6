import { useCallback, useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { putLoad } from '../../state/loads';
import { useRunCall } from '../../state/run-call';
import { useFetched } from '../../state/use-fetched';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Modal, Select } from '../../ui/kit';
import { Waiting } from '../../ui/Waiting';
import { longList } from '../match/long-list';
import { askedShare, proposalsOf, toDecisions, verdictsOf, type Choices } from './ask-answers';
import { AskedRows } from './AskedRows';
import { AskQueries, queriesOf } from './AskQueries';

type BodyProps = { load: LoadView; groups: readonly ProblemGroup[]; onClose: () => void };

const Body = ({ load, groups, onClose }: BodyProps): ReactElement => {
  const operation = load.target?.operation ?? 'upsert';
  const [chosen, setChosen] = useState<Choices>({});
  const [isMissing, setMissing] = useState(false);
  const { pending, error, runCall } = useRunCall();
  const loadId = load.id;
  const ask = useCallback(async () => call('rows.askOrg', { loadId }), [loadId]);
  const { value: asked, error: askError, fetchAgain } = useFetched(ask);

  const choose = (next: Choices): void => {
    setMissing(false);
    setChosen(next);
  };
  const settle = async (): Promise<void> => {
    const decisions = toDecisions(chosen, asked ?? []);
    if (decisions.length === 0) {
      setMissing(true);
      return;
    }
    const done = await runCall(async () => {
      for (const decision of decisions) putLoad(await call('rows.settle', { loadId, ...decision }));
      return true;
    });
    if (done === true) onClose();
  };

  if (askError !== null)
    return (
      <ErrorNotice error={askError} actions={<Button onClick={fetchAgain}>{t('shell.tryAgain')}</Button>} />
    );
  if (asked === null) return <Waiting word={t('ask.waiting', { org: load.org.name })} />;
  if (asked.length === 0) return <p>{t('ask.none')}</p>;

  const proposals = proposalsOf(asked);
  const clear = Object.keys(proposals).length;
  const others = asked.filter(({ row }) => proposals[row] === undefined);
  const [common, ...different] = new Set(others.map(({ row }) => chosen[row] ?? null));
  const queries = queriesOf(groups);
  const share = askedShare(asked);
  return (
    <div className="bh-stack">
      <div>
        <p className="bh-sub">{t('ask.lead')}</p>
        <p className="bh-sub">{t(`ask.lead.${share}`, { query: queries.length > 0 ? 'yes' : 'no' })}</p>
      </div>
      <AskQueries load={load} queries={queries} isOnlyWay={share !== 'all'} />
      {clear > 0 && (
        <div>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              choose({ ...chosen, ...proposals });
            }}
          >
            {t('ask.all', { count: clear })}
          </Button>
        </div>
      )}
      {others.length > 1 && (
        <Select
          {...longList}
          className="bh-ask-others"
          label={t('ask.others', { count: others.length, all: String(others.length === asked.length) })}
          description={t('ask.others.what', { operation })}
          placeholder={t(different.length > 0 ? 'ask.choose.different' : 'ask.choose.none')}
          data={verdictsOf[operation].map((verdict) => ({ value: verdict, label: t(`ask.as.${verdict}`) }))}
          value={different.length > 0 ? null : (common ?? null)}
          onChange={(value) => {
            const verdict = verdictsOf[operation].find((known) => known === value);
            if (verdict === undefined) return;
            choose({ ...chosen, ...Object.fromEntries(others.map(({ row }) => [row, verdict])) });
          }}
        />
      )}
      <AskedRows load={load} asked={asked} chosen={chosen} keyless={share === 'none'} onChoose={choose} />
      <div className="bh-stack bh-stack-2 bh-ask-foot">
        {error !== null && <ErrorNotice error={error} />}
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
    </div>
  );
};

/** Shows what the org holds of each row without a verdict, and lets a person decide row by row, or many at once. */
export const AskOrgDialog = (props: BodyProps & { opened: boolean }): ReactElement => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={t('ask.title')}
    size={720}
    closeButtonProps={{ 'aria-label': t('shell.close') }}
  >
    {props.opened && <Body load={props.load} groups={props.groups} onClose={props.onClose} />}
  </Modal>
);
