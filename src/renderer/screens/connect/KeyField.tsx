import { t } from '../../lib/text';
import { typeClientId, useFilledIn } from '../../state/connect-form';
import { TextInput } from '../../ui/kit';

/** The consumer key of the org's own app: typed once, remembered for its login host. */
export const KeyField = () => {
  const { clientId, isRemembered, target } = useFilledIn();
  return (
    <TextInput
      label={t('connect.client')}
      description={
        isRemembered && target.ok
          ? t('connect.client.remembered', { host: target.host })
          : t('connect.client.why')
      }
      value={clientId}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="none"
      className="bh-connect-key"
      onChange={(event) => typeClientId(event.currentTarget.value)}
    />
  );
};
