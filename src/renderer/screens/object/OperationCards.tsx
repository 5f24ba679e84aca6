import type { ReactElement } from 'react';
import { OfferedOperation, type Operation, type SObjectSummary } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import { StateMark } from '../../ui/StateMark';
import { isAllowed } from './object-choice';

const marks = { insert: 'created', update: 'updated', upsert: 'written', delete: 'deleted' } as const;

type Props = { object: SObjectSummary; chosen: Operation | null; onChoose: (operation: Operation) => void };

/** What can happen with the rows, each with one sentence of what it changes. */
export const OperationCards = ({ object, chosen, onChoose }: Props): ReactElement => (
  <fieldset className="bh-plain">
    <legend className="bh-h">{t('operation.list')}</legend>
    <div className="bh-operations">
      {OfferedOperation.options.map((operation) => {
        const allowed = isAllowed(object, operation);
        const words = { object: object.label, objects: object.labelPlural };
        return (
          <label className="bh-pick" key={operation}>
            <input
              type="radio"
              name="operation"
              value={operation}
              checked={chosen === operation}
              disabled={!allowed}
              onChange={() => {
                onChoose(operation);
              }}
            />
            <span className="bh-pick-name">
              <StateMark state={marks[operation]} />
              {t(`operation.${operation}`)}
            </span>
            <span className="bh-pick-what">
              {t(allowed ? `operation.${operation}.what` : `operation.${operation}.no`, words)}
            </span>
          </label>
        );
      })}
    </div>
  </fieldset>
);
