import { useState, type ReactElement } from 'react';
import { t } from '../../lib/text';
import { Button, TextInput } from '../../ui/kit';

/** Jumps to a row by its number in the file. `onGo` answers with what a person should know, or null. */
export const GoToRow = ({ onGo }: { onGo: (row: number) => Promise<string | null> }): ReactElement => {
  const [text, setText] = useState('');
  const [note, setNote] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const row = Number(text.replace(/[\s.,'’\u00a0\u202f]/g, ''));
    setNote(Number.isInteger(row) && row > 0 ? await onGo(row) : t('fix.goTo.none'));
  };
  return (
    <form
      className="bh-row"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <span className="bh-caption bh-soft" role="status">
        {note}
      </span>
      <TextInput
        aria-label={t('fix.goTo')}
        placeholder={t('fix.goTo')}
        className="bh-fix-goto"
        size="xs"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setNote(null);
        }}
      />
      <Button type="submit" size="compact-sm">
        {t('fix.goTo.act')}
      </Button>
    </form>
  );
};
