import { t } from '../../lib/text';
import { useRunCall } from '../../state/run-call';
import { fetchKeychain, useKeychain } from '../../state/sign-in';
import { Banner } from '../../ui/Banner';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';

/** Says that the keychain does not answer and what that means, before anybody signs in. */
export const KeychainNote = () => {
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
