import { useState, type ReactElement } from 'react';
import { LoadOptions } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { TextInput } from '../../ui/kit';

const separators = /[\s.,'’\u00a0\u202f]/g;

type Props = {
  value: number | null;
  /** It is the size of a call of collections, not of a batch. */
  ofCalls: boolean;
  /** Most rows of a batch or records of a call. */
  largest: number;
  onChange: (value: number | null) => void;
};

/** A number of rows, or nothing. What is no such number is said at once and changes nothing. */
export const BatchSizeField = ({ value, ofCalls, largest, onChange }: Props): ReactElement => {
  const [typed, setTyped] = useState({ words: value === null ? '' : String(value), of: value });
  // Changed from elsewhere, as when the choice was left to the program.
  if (typed.of !== value) setTyped({ words: value === null ? '' : String(value), of: value });

  const read = (words: string): number | null | undefined => {
    const digits = words.replace(separators, '');
    if (digits === '') return null;
    return LoadOptions.shape.batchSize.safeParse(/^\d+$/.test(digits) ? Number(digits) : Number.NaN).data;
  };
  return (
    <TextInput
      className="bh-option-field"
      label={t(ofCalls ? 'options.batchSize.calls' : 'options.batchSize')}
      description={t(ofCalls ? 'options.batchSize.calls.what' : 'options.batchSize.what', { largest })}
      placeholder={t('options.batchSize.none')}
      inputMode="numeric"
      autoComplete="off"
      value={typed.words}
      error={read(typed.words) === undefined ? t('options.batchSize.wrong', { largest }) : undefined}
      onChange={(event) => {
        const words = event.currentTarget.value;
        const next = read(words);
        setTyped({ words, of: next === undefined ? value : next });
        if (next !== undefined && next !== value) onChange(next);
      }}
    />
  );
};
