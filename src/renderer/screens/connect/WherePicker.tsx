import { useId, type ReactNode } from 'react';
import type { OrgType } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import { chooseWhere, typeAddress, useConnectForm, useFilledIn, type Where } from '../../state/connect-form';
import { Icon } from '../../ui/icons';
import { TextInput } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';

const Place = ({ where, badge, children }: { where: Where; badge: OrgType | null; children?: ReactNode }) => {
  const id = useId();
  const chosen = useConnectForm((form) => form.where === where);
  return (
    <div className="bh-pick">
      <input
        id={id}
        type="radio"
        name="where"
        value={where}
        checked={chosen}
        onChange={() => chooseWhere(where)}
      />
      <label htmlFor={id} className="bh-connect-place">
        <span className="bh-pick-name">
          {t(`connect.${where}`)}
          {badge !== null && (
            <span className="bh-end">
              <OrgBadge type={badge} />
            </span>
          )}
        </span>
        <span className="bh-pick-what">{t(`connect.${where}.why`)}</span>
      </label>
      {children !== undefined && <div className="bh-connect-inside">{children}</div>}
    </div>
  );
};

/** Whether only a name was typed, so that the rest of the address can be shown behind it. */
const isBareName = (address: string): boolean => /^[\w-]*$/.test(address.trim());

const AddressField = () => {
  const address = useConnectForm((form) => form.address);
  const { target } = useFilledIn();
  const ending = isBareName(address) && !address.includes('--');
  return (
    <>
      <TextInput
        aria-label={t('connect.address')}
        value={address}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => typeAddress(event.currentTarget.value)}
        rightSection={ending ? <span className="bh-mute">{t('connect.address.ending')}</span> : null}
        rightSectionWidth={ending ? 150 : 0}
        rightSectionPointerEvents="none"
      />
      <p className="bh-row bh-caption bh-soft">
        <Icon name="info" size={14} />
        {target.ok
          ? t(`connect.address.${target.looksLike}`, { host: target.host })
          : t('connect.address.empty')}
      </p>
    </>
  );
};

/** Where to sign in: at one of Salesforce's shared login hosts, or at the org's own. */
export const WherePicker = () => {
  const where = useConnectForm((form) => form.where);
  const { target } = useFilledIn();
  const own = where === 'own' && target.ok && target.looksLike !== 'this-computer' ? target.looksLike : null;
  return (
    <fieldset className="bh-plain">
      <legend className="bh-hidden">{t('connect.where')}</legend>
      <div className="bh-stack bh-stack-2">
        <Place where="production" badge="production" />
        <Place where="sandbox" badge="sandbox" />
        <Place where="own" badge={own}>
          {where === 'own' && <AddressField />}
        </Place>
      </div>
    </fieldset>
  );
};
