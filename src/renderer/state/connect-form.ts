import { create } from 'zustand';
import { readLoginAddress, type LoginAddress } from '../../core/sign-in/login-address';
import type { OrgView } from '../../shared/domain/org';
import { productionLogin, sandboxLogin } from '../../shared/domain/sign-in';
import { useSignIn } from './sign-in';

export type Where = 'production' | 'sandbox' | 'own';

type Form = {
  where: Where;
  /** What was typed as the org's own address. */
  address: string;
  /** What was typed as the consumer key; null where nobody typed and the remembered one is shown. */
  clientId: string | null;
  sessionOnly: boolean;
};

/** What is being filled in on Connect and in the guide, which is the same. */
export const useConnectForm = create<Form>(() => ({
  where: 'production',
  address: '',
  clientId: null,
  sessionOnly: false,
}));

/** Another place has another consumer key: what was typed for the one before does not follow. */
export const chooseWhere = (where: Where): void => useConnectForm.setState({ where, clientId: null });
export const typeAddress = (address: string): void => useConnectForm.setState({ where: 'own', address });
export const typeClientId = (clientId: string): void => useConnectForm.setState({ clientId });
export const setSessionOnly = (sessionOnly: boolean): void => useConnectForm.setState({ sessionOnly });

/** Fills in where a known org signs in. */
export const fillInFor = (org: OrgView): void => {
  const { loginUrl } = org;
  const where = loginUrl === productionLogin ? 'production' : loginUrl === sandboxLogin ? 'sandbox' : 'own';
  useConnectForm.setState({ where, address: where === 'own' ? loginUrl : '', clientId: null });
};

const logins = { production: productionLogin, sandbox: sandboxLogin };

export type FilledIn = {
  /** What the chosen place means; its `problem` is shown once somebody wants to go on. */
  target: LoginAddress;
  /** The address as it is handed to the program. */
  address: string;
  clientId: string;
  /** The consumer key is the one used before at this host. */
  isRemembered: boolean;
};

/** The form as it would be sent. */
export const useFilledIn = (): FilledIn => {
  const { where, address: typed, clientId } = useConnectForm();
  const clients = useSignIn((state) => state.clients);
  const address = where === 'own' ? typed : logins[where];
  const target = readLoginAddress(address);
  const remembered = target.ok
    ? clients.find(({ loginUrl }) => loginUrl === target.loginUrl)?.clientId
    : undefined;
  return {
    target,
    address,
    clientId: clientId ?? remembered ?? '',
    isRemembered: clientId === null && remembered !== undefined,
  };
};
