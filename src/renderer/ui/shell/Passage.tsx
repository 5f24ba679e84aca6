import { VisuallyHidden } from '@mantine/core';
import type { LoadView } from '../../../shared/domain/load';
import { isDeletion } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import {
  compartmentOf,
  compartments,
  hasBeenSent,
  isStepDone,
  isStepReachable,
  isUnderWay,
  type Compartment,
  type Step,
} from '../../state/passage';
import { Icon } from '../icons';

/** The answer of a step in one line; empty where there is none yet. */
const answerOf = (load: LoadView, step: Compartment): string => {
  const attempt = load.attempts.length;
  switch (step) {
    case 'file':
      return load.sheet.name;
    case 'object':
      return load.target === null
        ? ''
        : t('passage.object.answer', { object: load.target.objectLabel, operation: load.target.operation });
    case 'match': {
      const matched = load.mapping.filter((entry) => entry.field !== null).length;
      return load.mapping.length === 0
        ? ''
        : t('passage.match.answer', { matched, columns: load.mapping.length });
    }
    case 'options':
      if (!isStepDone(load, 'options')) return '';
      return t('passage.options.answer', {
        answer: isDeletion(load.target?.operation) ? load.options.repeatedKeys : load.options.blank,
      });
    case 'review':
      if (attempt > 0) return t('passage.review.sent', { rows: load.attempts[0]?.rows ?? 0 });
      return load.phase === 'checked' ? t('passage.review.answer', { ready: load.balance.counts.ready }) : '';
    case 'run':
      if (attempt === 0) return '';
      if (load.phase === 'paused') return t('passage.run.paused', { attempt });
      return t(isUnderWay(load) ? 'passage.run.underWay' : 'passage.run.done', { attempt });
    case 'results':
      if (!hasBeenSent(load) || isUnderWay(load)) return '';
      if (isStepDone(load, 'results')) return t('passage.results.settled');
      return load.balance.open === 0
        ? t('passage.review.answer', { ready: load.balance.underWay })
        : t('passage.results.open', { open: load.balance.open });
  }
};

type PassageProps = { load: LoadView | null; step: Step; onGo: (step: Compartment) => void };

/** Seven compartments from file to results; each shows its answer once it has one. */
export const Passage = ({ load, step, onGo }: PassageProps) => (
  <nav aria-label={t('passage.label')} className="bh-passage-area">
    <ol className="bh-passage">
      {compartments.map((name, index) => {
        const isNow = compartmentOf(step, load) === name;
        const isDone = isStepDone(load, name);
        const answer = load === null ? '' : answerOf(load, name);
        const face = (
          <>
            <span className="bh-step-word">
              {isDone && !isNow ? (
                <Icon name="check" />
              ) : (
                <span className="bh-step-number" aria-hidden>
                  {index + 1}
                </span>
              )}
              <span className="bh-cut">{t(`passage.${name}`)}</span>
              {isDone && <VisuallyHidden>{t('passage.done')}</VisuallyHidden>}
            </span>
            <span className="bh-step-answer bh-cut" title={answer}>
              {answer}
            </span>
          </>
        );
        const canGo = isStepReachable(load, name) && !(isNow && step === name);
        return (
          <li key={name} {...(isNow ? { 'aria-current': 'step' as const } : {})}>
            {canGo ? (
              <button type="button" className="bh-step" onClick={() => onGo(name)}>
                {face}
              </button>
            ) : (
              <div className="bh-step">{face}</div>
            )}
          </li>
        );
      })}
    </ol>
  </nav>
);
