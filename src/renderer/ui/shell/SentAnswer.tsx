import type { LoadView } from '../../../shared/domain/load';
import { formatMoment, t } from '../../lib/text';
import { isUnderWay } from '../../state/passage';
import { Card } from '../Card';
import { Icon } from '../icons';
import { StepFrame } from '../StepFrame';

export type AnsweredStep = 'object' | 'match' | 'options' | 'review';

const titleOf = (load: LoadView, step: AnsweredStep): string => {
  switch (step) {
    case 'object':
      return t('answer.object.title', { object: load.target?.objectLabelPlural ?? '' });
    case 'match':
      return t('answer.match.title', {
        matched: load.mapping.filter((entry) => entry.field !== null).length,
        columns: load.mapping.length,
      });
    case 'options':
      return t('answer.options.title');
    case 'review':
      return t('answer.review.title', { rows: load.attempts[0]?.rows ?? 0 });
  }
};

const MatchedColumns = ({ load }: { load: LoadView }) => (
  <table className="bh-table">
    <thead>
      <tr>
        <th scope="col">{t('answer.column')}</th>
        <th scope="col">{t('answer.field')}</th>
      </tr>
    </thead>
    <tbody>
      {load.mapping.map((entry) => (
        <tr key={entry.column}>
          <td className="bh-medium">{entry.header}</td>
          <td>{entry.field ?? <span className="bh-mute">{t('answer.notSent')}</span>}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Answer = ({ load, step }: { load: LoadView; step: AnsweredStep }) => {
  const { target, options } = load;
  switch (step) {
    case 'object':
      return (
        <p>
          {t('answer.object', {
            object: target?.objectLabel ?? '',
            operation: target?.operation ?? '',
            key: target?.externalIdLabel ?? target?.externalId ?? target?.findByLabel ?? 'Id',
          })}
        </p>
      );
    case 'match':
      return <MatchedColumns load={load} />;
    case 'options':
      return (
        <p>
          {t('answer.options', {
            blank: options.blank,
            errorCells: options.errorCells,
            repeatedKeys: options.repeatedKeys,
          })}
        </p>
      );
    case 'review':
      return (
        <p>
          {t('answer.review', {
            org: load.org.name,
            time: formatMoment(load.attempts[0]?.startedAt ?? load.createdAt),
          })}
        </p>
      );
  }
};

type SentAnswerProps = { load: LoadView; step: AnsweredStep; onGo: (step: 'run' | 'results') => void };

/** A step whose rows have been sent: the answer that was given, to read and not to change. */
export const SentAnswer = ({ load, step, onGo }: SentAnswerProps) => {
  const back = isUnderWay(load) ? 'run' : 'results';
  return (
    <StepFrame
      sentence={titleOf(load, step)}
      sub={t('answer.sent')}
      foot={{
        primary: {
          label: t(back === 'run' ? 'answer.toRun' : 'answer.toResults'),
          onClick: () => onGo(back),
        },
      }}
    >
      <Card title={t(`passage.${step}`)} actions={<Icon name="lock" />} flush={step === 'match'}>
        <Answer load={load} step={step} />
      </Card>
    </StepFrame>
  );
};
