import { useCallback, type ReactElement } from 'react';
import type { AssignedObject } from '../../../shared/domain/assignment-rule';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { useFetched } from '../../state/use-fetched';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Select } from '../../ui/kit';

type Props = {
  orgId: string;
  object: AssignedObject;
  /** What the object's records are called. */
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
};

/** Which of the org's rules hands the records to their owners; nothing where it has none or tells none. */
export const AssignmentRuleField = ({
  orgId,
  object,
  label,
  value,
  onChange,
}: Props): ReactElement | null => {
  const ask = useCallback(() => call('orgs.assignmentRules', { orgId, object }), [orgId, object]);
  const { value: rules, error } = useFetched(ask);
  if (error !== null) return <ErrorNotice error={error} />;
  if (rules === null) return null;
  const choices = rules.map(({ id, name, active }) => ({
    value: id,
    label: t('options.assignmentRule.name', { name, active: String(active) }),
  }));
  // A rule the org does not list any more stays in sight, so that it can be taken back.
  if (value !== null && !rules.some(({ id }) => id === value)) choices.push({ value, label: value });
  if (choices.length === 0) return null;
  return (
    <Select
      className="bh-option-field"
      label={t('options.assignmentRule')}
      description={t('options.assignmentRule.what', { object: label })}
      data={[{ value: '', label: t('options.assignmentRule.none') }, ...choices]}
      value={value ?? ''}
      allowDeselect={false}
      onChange={(id) => {
        onChange(id === null || id === '' ? null : id);
      }}
    />
  );
};
