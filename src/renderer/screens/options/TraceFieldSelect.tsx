import { useEffect, useRef, type ReactElement } from 'react';
import { findTraceFields, findTraceProblem, traceKeyOf, tracePlaceOf } from '../../../core/load/trace';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { useDescribe } from '../../state/descriptions';
import { go, useNavigation } from '../../state/navigation';
import { Select } from '../../ui/kit';

type Props = {
  load: LoadView;
  value: string | null;
  onChange: (field: string | null) => void;
};

/** No field has an empty name. */
const none = '';

/** Which field takes the key of each row; nothing where the object has no text field to spare. */
export const TraceFieldSelect = ({ load, value, onChange }: Props): ReactElement | null => {
  const { target } = load;
  const { value: object } = useDescribe(load.org.id, target?.object ?? null);
  const input = useRef<HTMLInputElement>(null);
  const isLookedFor = useNavigation((place) => place.lookFor === 'trace-field') && object !== null;
  useEffect(() => {
    if (!isLookedFor) return;
    input.current?.focus();
    input.current?.scrollIntoView({ block: 'center' });
    go({ lookFor: null });
  }, [isLookedFor]);

  const place = object === null ? null : tracePlaceOf(load, object);
  if (target === null || place === null) return null;
  const fields = findTraceFields(place);
  if (fields.length === 0 && value === null) return null;
  const problem = value === null ? null : findTraceProblem(value, place);
  const choices = fields.map(({ name, label }) => ({
    value: name,
    label: t('options.trace.field', { label, name }),
  }));
  // A field that does not fit any more stays in sight, with the reason, so that it can be taken back.
  if (value !== null && problem !== null) choices.push({ value, label: value });
  return (
    <Select
      ref={input}
      className="bh-option-field"
      label={t('options.trace')}
      description={t('options.trace.what', {
        key: traceKeyOf(load.id, 1),
        operation: target.operation,
      })}
      data={[{ value: none, label: t('options.trace.none') }, ...choices]}
      value={value ?? none}
      error={
        problem === null
          ? undefined
          : t(`trace.problem.${problem}`, { field: value ?? '', object: target.objectLabel })
      }
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('match.select.nothing')}
      onChange={(field) => {
        onChange(field === null || field === none ? null : field);
      }}
    />
  );
};
