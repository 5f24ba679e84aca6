import { isRunning } from '../../../core/sign-in/step';
import { t } from '../../lib/text';
import { setSessionOnly } from '../../state/connect-form';
import { useSignInState } from '../../state/sign-in';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Anchor, Button, Checkbox } from '../../ui/kit';
import { guideSteps } from './guide-steps';
import { KeychainNote } from './KeychainNote';
import { KeyField } from './KeyField';
import { SignInProgress } from './SignInProgress';
import { useBegin } from './use-begin';
import { WherePicker } from './WherePicker';

/** Where to sign in and through which app; then the browser has the word. */
export const SignInForm = ({ onGuide }: { onGuide: () => void }) => {
  const { pending, error, sessionOnly, mayChoose, begin } = useBegin();
  const state = useSignInState();
  const isOurs = state.phase !== 'idle' && state.orgId === null;
  return (
    <form
      className="bh-stack"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <fieldset className="bh-plain bh-stack" disabled={isRunning(state)}>
        <WherePicker />
        <KeyField />
        <Checkbox
          label={t('connect.sessionOnly')}
          description={t('connect.sessionOnly.why')}
          checked={sessionOnly}
          readOnly={!mayChoose}
          onChange={(event) => mayChoose && setSessionOnly(event.currentTarget.checked)}
        />
      </fieldset>
      <KeychainNote />
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={
            error.code === 'auth.no-client' && <Button onClick={onGuide}>{t('signIn.toGuide')}</Button>
          }
        />
      )}
      {isOurs && <SignInProgress onGuide={onGuide} canRepeat={false} />}
      {!isRunning(state) && (
        <div className="bh-row bh-wrap bh-connect-go">
          <Button type="submit" variant="filled" loading={pending} rightSection={<Icon name="external" />}>
            {t('connect.go')}
          </Button>
          <span className="bh-soft">
            {t('connect.first')}{' '}
            <Anchor component="button" type="button" fz="inherit" underline="always" onClick={onGuide}>
              {t('connect.guide')}
            </Anchor>
            , {t('connect.guide.steps', { steps: guideSteps.length })}
          </span>
        </div>
      )}
    </form>
  );
};
