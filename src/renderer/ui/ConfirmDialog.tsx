import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatCount, t } from '../lib/text';

export type ConfirmDialogProps = {
  opened: boolean;
  title: string;
  /** Repeats count, object and org, and says what can't be taken back. */
  children: ReactNode;
  /** Names the act: "Delete this load". */
  confirmLabel: string;
  /** The act destroys something. */
  danger?: boolean;
  /** A count the person has to type before the act is taken. */
  typedCount?: number;
  busy?: boolean;
  /** Gets the count that was typed, where one was asked for. */
  onConfirm: (typed?: number) => void;
  onClose: () => void;
};

const digitsOf = (value: string): string => value.replace(/[\s.,'’\u00a0\u202f]/g, '');

const DialogBody = (props: ConfirmDialogProps) => {
  const [typed, setTyped] = useState('');
  const [missed, setMissed] = useState(false);
  const wanted = props.typedCount;
  const confirm = (): void => {
    if (wanted !== undefined && digitsOf(typed) !== String(wanted)) {
      setMissed(true);
      return;
    }
    if (wanted === undefined) props.onConfirm();
    else props.onConfirm(Number(digitsOf(typed)));
  };
  return (
    <form
      className="bh-stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <div className="bh-sub bh-stack bh-stack-2">{props.children}</div>
      {wanted !== undefined && (
        <TextInput
          label={t('confirm.type', { count: formatCount(wanted) })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          error={missed ? t('confirm.mismatch', { count: formatCount(wanted) }) : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setMissed(false);
          }}
        />
      )}
      <div className="bh-row bh-wrap bh-dialog-acts">
        <Button type="button" onClick={props.onClose} data-autofocus>
          {t('shell.cancel')}
        </Button>
        <Button
          type="submit"
          variant="filled"
          className={props.danger === true ? 'bh-button-danger' : ''}
          loading={props.busy ?? false}
        >
          {props.confirmLabel}
        </Button>
      </div>
    </form>
  );
};

/** Asks before something that can't be undone. Cancel has the focus; Escape and the backdrop cancel too. */
export const ConfirmDialog = (props: ConfirmDialogProps) => (
  <Modal opened={props.opened} onClose={props.onClose} title={props.title} size={520} withCloseButton={false}>
    <DialogBody {...props} />
  </Modal>
);
