import { isRunning } from '../../../core/sign-in/step';
import { t } from '../../lib/text';
import { setSessionOnly, useConnectForm, useFilledIn } from '../../state/connect-form';
import { useNavigation } from '../../state/navigation';
import { useKnownOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { fetchKeychain, startSignIn, useKeychain, useSignInState } from '../../state/sign-in';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Anchor, Button, Checkbox } from '../../ui/kit';
import { guideSteps } from './guide-steps';
import { KeyField } from './KeyField';
import { SignInProgress } from './SignInProgress';
import { WherePicker } from './WherePicker';

/** Says that the keychain does not answer and what that means, before anybody signs in. */
const KeychainNote = () => {
  const keychain = useKeychain();
  const { error, pending, runCall } = useRunCall();
  if (keychain === null || keychain.state === 'ready') return null;
  const { state } = keychain;
  return (
    <>
      <Banner
        tone="warn"
        title={t(`error.keychain.${state}.title`)}
        actions={
          <Button loading={pending} onClick={() => void runCall(fetchKeychain)}>
            {t('connect.keychain.again')}
          </Button>
        }
      >
        {t(`error.keychain.${state}.why`)} {t('connect.keychain.offer')}
      </Banner>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
};

/** Begins a sign-in with what is filled in, from Connect and from the guide alike. */
export const useBegin = () => {
  const { pending, error, runCall, clearError } = useRunCall();
  const { address, clientId, target } = useFilledIn();
  const meant = useKnownOrg(useNavigation((place) => place.connectTo));
  // Somebody who goes elsewhere after all means another org.
  const orgId = target.ok && meant?.loginUrl === target.loginUrl ? meant.id : null;
  const keychain = useKeychain();
  const asked = useConnectForm((form) => form.sessionOnly);
  const isReady = keychain === null || keychain.state === 'ready';
  return {
    pending,
    error,
    clearError,
    sessionOnly: asked || !isReady,
    /** The person may choose; without a keychain there is nothing to choose. */
    mayChoose: isReady,
    begin: () =>
      void runCall(() =>
        startSignIn({
          address,
          clientId,
          sessionOnly: asked || !isReady,
          ...(orgId === null ? {} : { orgId }),
        }),
      ),
  };
};

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
