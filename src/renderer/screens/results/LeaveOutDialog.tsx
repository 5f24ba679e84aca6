import { useState, type ReactElement } from 'react';
import type { AppError } from '../../../shared/errors/app-error';
import { t } from '../../lib/text';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Modal, Textarea } from '../../ui/kit';

type Props = {
  /** Rows that would be left out; null while the dialog is closed. */
  count: number | null;
  busy: boolean;
  error: AppError | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

const Body = ({ count, busy, error, onConfirm, onClose }: Props & { count: number }): ReactElement => {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      className="bh-stack"
      onSubmit={(event) => {
        event.preventDefault();
        const words = reason.trim();
        if (words === '') setMissing(true);
        else onConfirm(words);
      }}
    >
      <p className="bh-sub">{t('leaveOut.lead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <Textarea
        label={t('leaveOut.reason')}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        error={isMissing ? t('leaveOut.missing') : undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <div className="bh-row bh-wrap bh-dialog-acts">
        <Button type="button" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('leaveOut.confirm', { count })}
        </Button>
      </div>
    </form>
  );
};

/** Asks why rows are left out; the reason stays with the load. */
export const LeaveOutDialog = (props: Props): ReactElement => (
  <Modal
    opened={props.count !== null}
    onClose={props.onClose}
    title={t('leaveOut.title', { count: props.count ?? 0 })}
    withCloseButton={false}
  >
    {props.count !== null && <Body {...props} count={props.count} />}
  </Modal>
);
