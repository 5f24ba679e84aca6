import { useState } from 'react';
import { OrgColour, type OrgView } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import { dressOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Modal, TextInput } from '../../ui/kit';

const choices = ['none', ...OrgColour.options] as const;

/** A name and a colour of the person's own for an org. */
export const OrgDressDialog = ({ org, onClose }: { org: OrgView; onClose: () => void }) => {
  const [name, setName] = useState(org.name === org.salesforceName ? '' : org.name);
  const [colour, setColour] = useState(org.colour);
  const { pending, error, runCall } = useRunCall();
  const save = async (): Promise<void> => {
    const done = await runCall(async () => {
      await dressOrg({ orgId: org.id, ownName: name, colour });
      return true;
    });
    if (done === true) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('orgs.edit.title')} withCloseButton={false}>
      <form
        className="bh-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={t('orgs.name')}
          description={t('orgs.name.why', { name: org.salesforceName })}
          value={name}
          maxLength={80}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset className="bh-plain">
          <legend className="bh-input-label">{t('orgs.colour')}</legend>
          <p className="bh-input-hint bh-soft">{t('orgs.colour.why')}</p>
          <div className="bh-row bh-wrap bh-settings-colours">
            {choices.map((choice) => (
              <label key={choice} className="bh-row">
                <input
                  type="radio"
                  name="colour"
                  value={choice}
                  checked={(colour ?? 'none') === choice}
                  onChange={() => setColour(choice === 'none' ? null : choice)}
                />
                {choice !== 'none' && <span className={`bh-org-mark bh-org-mark-${choice}`} aria-hidden />}
                {t(`orgs.colour.${choice}`)}
              </label>
            ))}
          </div>
        </fieldset>
        {error !== null && <ErrorNotice error={error} />}
        <div className="bh-row bh-wrap bh-dialog-acts">
          <Button type="button" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={pending}>
            {t('orgs.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
