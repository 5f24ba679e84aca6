import { useEffect } from 'react';
import { t } from '../../lib/text';
import { chooseFile, clearFailure, takeFile, useIntake, type IntakeTarget } from '../../state/intake';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import type { FileDrop } from './use-file-drop';

/** Why the newest file could not be read, in the place where another can be chosen. */
const IntakeFailure = ({ target }: { target: IntakeTarget }) => {
  const failure = useIntake((state) => state.failure);
  useEffect(() => clearFailure, []);
  if (failure === null) return null;
  const { error, path } = failure;
  // Beside the name of the file a load has stands the button to choose another.
  const hasFile = target.loadId !== null;
  return (
    <ErrorNotice
      error={error}
      actions={
        <>
          {path !== null && (
            <Button onClick={() => void takeFile(path, target)}>{t('shell.tryAgain')}</Button>
          )}
          {!hasFile && <Button onClick={() => void chooseFile(target)}>{t('file.another')}</Button>}
        </>
      }
    >
      {hasFile && t('file.failed.kept')}
    </ErrorNotice>
  );
};

/** What stood in the way of the file that was last chosen, dropped or pasted. */
export const IntakeNotices = ({ target, drop }: { target: IntakeTarget; drop: FileDrop }) => (
  <>
    <IntakeFailure target={target} />
    {drop.refusal !== null && (
      <Banner
        tone="warn"
        title={drop.refusal}
        actions={<Button onClick={drop.clearRefusal}>{t('shell.close')}</Button>}
      />
    )}
  </>
);
