import { isRunning } from '../../../core/sign-in/step';
import type { SignInState } from '../../../shared/domain/sign-in';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error';
import { toAppError } from '../../lib/api';
import { focusOnArrival } from '../../lib/focus-on-arrival';
import { formatTime, t } from '../../lib/text';
import { useFilledIn } from '../../state/connect-form';
import { checkConnection } from '../../state/doctor';
import { go } from '../../state/navigation';
import { useRunCall } from '../../state/run-call';
import { cancelSignIn, closeSignIn, openSignInPage, useSignIn, useSignInState } from '../../state/sign-in';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Button, CopyButton, Loader } from '../../ui/kit';

type Running = Extract<SignInState, { phase: 'reaching' | 'waiting' | 'exchanging' | 'reading' }>;

/** What an admin can mend in the app of the org; the guide leads through it. */
const mendedByGuide: ReadonlySet<string> = new Set<ErrorCode>([
  'auth.flow-off',
  'auth.no-client',
  'auth.not-approved',
  'auth.not-installed',
  'auth.scope-missing',
  'auth.secret-required',
  'auth.timed-out',
  'auth.wrong-callback',
  'auth.wrong-client',
]);
/** Where the way to Salesforce may be broken; the check of the connection says where. */
const isOfTheWay = (code: string): boolean =>
  code.startsWith('network.') || ['auth.not-salesforce', 'org.maintenance', 'org.unreachable'].includes(code);
const ofKeychain: ReadonlySet<string> = new Set<ErrorCode>(['keychain.locked', 'keychain.missing']);

const CopyText = ({ label, value }: { label: string; value: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <Button leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
        {copied ? t('shell.copied') : label}
      </Button>
    )}
  </CopyButton>
);

const sayWhereItStands = (state: Running): string => {
  if (state.phase !== 'waiting') return t(`signIn.${state.phase}`, { host: state.host });
  return state.browserOpened ? t('signIn.waiting', { host: state.host }) : t('signIn.noBrowser');
};

const UnderWay = ({ state }: { state: Running }) => {
  const { error, runCall } = useRunCall();
  const waiting = state.phase === 'waiting' ? state : null;
  return (
    <Card className="bh-sign-in">
      <div className="bh-stack">
        <div className="bh-row bh-top">
          <Loader size={16} aria-hidden />
          <div className="bh-grow" tabIndex={-1} ref={focusOnArrival}>
            <output className="bh-strong">{sayWhereItStands(state)}</output>
            {waiting !== null && (
              <p className="bh-soft">
                {t(waiting.browserOpened ? 'signIn.waiting.why' : 'signIn.noBrowser.why', {
                  time: formatTime(waiting.until),
                })}
              </p>
            )}
          </div>
        </div>
        {error !== null && <ErrorNotice error={error} />}
        {state.phase !== 'reading' && (
          <div className="bh-row bh-wrap">
            {waiting !== null && (
              <>
                <Button leftSection={<Icon name="external" />} onClick={() => void runCall(openSignInPage)}>
                  {t('signIn.openPage')}
                </Button>
                <CopyText label={t('signIn.copyLink')} value={waiting.url} />
              </>
            )}
            <Button onClick={() => void runCall(cancelSignIn)}>{t('signIn.cancel')}</Button>
          </div>
        )}
      </div>
    </Card>
  );
};

type Way = {
  /** Opens the guide, where it is not open already. */
  onGuide?: () => void;
  /** False where a form stands beside it, whose button does it with what is filled in now. */
  canRepeat?: boolean;
};

type Failed = Extract<SignInState, { phase: 'failed' }>;

const HasFailed = ({ state, onGuide, canRepeat }: Way & { state: Failed }) => {
  const repeat = useSignIn((signIn) => signIn.repeat);
  const again = useRunCall();
  const { code, params, detail } = state.error;
  const error = toAppError(new AppError(code as ErrorCode, params, detail === undefined ? {} : { detail }));
  const uri = params['uri'];
  const { clientId } = useFilledIn();
  const { host, orgId } = state;
  const way = orgId === null ? { address: host, clientId } : { orgId };
  return (
    <div className="bh-stack bh-stack-2" tabIndex={-1} ref={focusOnArrival}>
      {again.error !== null && <ErrorNotice error={again.error} />}
      <ErrorNotice
        error={error}
        actions={
          <>
            {typeof uri === 'string' && <CopyText label={t('signIn.copyUri')} value={uri} />}
            {ofKeychain.has(code) && repeat !== null && (
              <Button onClick={() => void again.runCall(() => repeat(true))}>
                {t('signIn.sessionOnly')}
              </Button>
            )}
            {code === 'auth.another-user' && (
              <Button onClick={() => go({ screen: 'settings' })}>{t('signIn.toSettings')}</Button>
            )}
            {mendedByGuide.has(code) && onGuide !== undefined && (
              <Button onClick={onGuide}>{t('signIn.toGuide')}</Button>
            )}
            {isOfTheWay(code) && onGuide !== undefined && (
              <Button onClick={() => void again.runCall(() => checkConnection(way))}>
                {t('doctor.title')}
              </Button>
            )}
            {canRepeat === true && repeat !== null && (
              <Button onClick={() => void again.runCall(() => repeat(false))}>{t('shell.tryAgain')}</Button>
            )}
            <Button onClick={() => void again.runCall(closeSignIn)}>{t('shell.close')}</Button>
          </>
        }
      />
    </div>
  );
};

/** How the sign-in goes on, and what can be done about it; nothing while there is none. */
export const SignInProgress = ({ canRepeat = true, ...way }: Way) => {
  const state = useSignInState();
  if (isRunning(state)) return <UnderWay state={state} />;
  return state.phase === 'failed' ? <HasFailed state={state} canRepeat={canRepeat} {...way} /> : null;
};
