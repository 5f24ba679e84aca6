import { useConnectForm, useFilledIn } from '../../state/connect-form';
import { useNavigation } from '../../state/navigation';
import { useKnownOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { startSignIn, useKeychain } from '../../state/sign-in';

/** Begins a sign-in with what is filled in, from Connect and from the guide alike. */
export const useBegin = () => {
  const { pending, error, runCall } = useRunCall();
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
