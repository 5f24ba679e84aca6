import type { ReactElement } from 'react';
import { batchLimits, callLimits } from '../../../core/load/split';
import { AssignedObject } from '../../../shared/domain/assignment-rule';
import { ApiChoice, type LoadOptions, type LoadView } from '../../../shared/domain/load';
import { isDeletion } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import { Checkbox } from '../../ui/kit';
import { AssignmentRuleField } from './AssignmentRuleField';
import { BatchSizeField } from './BatchSizeField';
import { OptionFields } from './OptionGroup';
import { TraceFieldSelect } from './TraceFieldSelect';
import type { PlannedWay } from './use-planned-way';

type Props = {
  load: LoadView;
  options: LoadOptions;
  planned: PlannedWay | null;
  onChange: (part: Partial<LoadOptions>) => void;
};

/** Every choice about the way, each only where the way that goes has it, or where it is chosen already. */
export const AdvancedSending = ({ load, options, planned, onChange }: Props): ReactElement => {
  const { operation, object } = load.target ?? {};
  const byCalls =
    options.api === 'collections' ||
    (planned !== null && 'way' in planned && planned.way.api === 'collections');
  const sizesCalls =
    options.api === 'collections' || (options.api === 'auto' && (options.allOrNone || options.duplicateSave));
  const hasMode = options.api === 'auto' || options.api === '1.0' || options.mode !== 'parallel';
  const hasSize = options.api !== '2.0' || options.batchSize !== null;
  const assigned = AssignedObject.safeParse(object).data;
  return (
    <div className="bh-stack bh-advanced-body">
      <OptionFields
        name="api"
        title={t('options.api')}
        value={options.api}
        choices={ApiChoice.options.map((value) => ({
          value,
          label: value === 'auto' ? t('options.api.auto') : t(`sending.api.${value}`),
          what: t(`options.api.${value}.what`),
        }))}
        onChoose={(api) => {
          onChange({ api });
        }}
      />
      {hasMode && (
        <OptionFields
          name="mode"
          title={t('options.mode')}
          value={options.mode}
          choices={(['parallel', 'serial'] as const).map((value) => ({
            value,
            label: t(`options.mode.${value}`),
            what: t(`options.mode.${value}.what`),
          }))}
          onChoose={(mode) => {
            onChange({ mode });
          }}
        />
      )}
      {hasSize && (
        <BatchSizeField
          value={options.batchSize}
          ofCalls={sizesCalls}
          largest={sizesCalls ? callLimits.rows : batchLimits.rows}
          onChange={(batchSize) => {
            onChange({ batchSize });
          }}
        />
      )}
      {operation !== 'delete' && (
        <TraceFieldSelect
          load={load}
          value={options.traceField}
          onChange={(traceField) => {
            onChange({ traceField });
          }}
        />
      )}
      {(byCalls || options.allOrNone) && (
        <Checkbox
          label={t('options.allOrNone')}
          description={t('options.allOrNone.what')}
          checked={options.allOrNone}
          onChange={(event) => {
            onChange({ allOrNone: event.currentTarget.checked });
          }}
        />
      )}
      {((byCalls && !isDeletion(operation)) || options.duplicateSave) && (
        <Checkbox
          label={t('options.duplicateSave')}
          description={t('options.duplicateSave.what')}
          checked={options.duplicateSave}
          onChange={(event) => {
            onChange({ duplicateSave: event.currentTarget.checked });
          }}
        />
      )}
      {assigned !== undefined && !isDeletion(operation) && (
        <AssignmentRuleField
          orgId={load.org.id}
          object={assigned}
          label={load.target?.objectLabelPlural ?? ''}
          value={options.assignmentRuleId}
          onChange={(assignmentRuleId) => {
            onChange({ assignmentRuleId });
          }}
        />
      )}
      <div>
        <p className="bh-medium">{t('options.emails')}</p>
        <p className="bh-caption bh-soft">
          {t('options.emails.what', {
            object: load.target?.objectLabelPlural ?? '',
            operation: isDeletion(operation) ? 'delete' : 'other',
          })}
        </p>
      </div>
    </div>
  );
};
