import { useState, type ReactElement } from 'react';
import { t } from '../../lib/text';
import { Button, TextInput } from '../../ui/kit';

/** Jumps to a row by its number in the file; null where what was typed is no row number. */
export const GoToRow = ({ onGo }: { onGo: (row: number | null) => void }): ReactElement => {
  const [text, setText] = useState('');
  const submit = (): void => {
    const row = Number(text.replace(/[\s.,'’\u00a0\u202f]/g, ''));
    onGo(Number.isInteger(row) && row > 0 ? row : null);
  };
  return (
    <form
      className="bh-row"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
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
        }}
      />
      <Button type="submit" size="compact-sm">
        {t('fix.goTo.act')}
      </Button>
    </form>
  );
};
