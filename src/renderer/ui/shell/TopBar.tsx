import { t } from '../../lib/text';
import { Icon } from '../icons';
import { OrgSwitcher, type OrgSwitcherProps } from './OrgSwitcher';

type TopBarProps = OrgSwitcherProps & {
  /** What is unusual in the practice org, in a few words; null where nothing is. */
  practice: string | null;
};

/** Which org the window is working in, and the way to another. */
export const TopBar = ({ practice, ...switcher }: TopBarProps) => (
  <header className="bh-topbar">
    <OrgSwitcher {...switcher} />
    {switcher.shown?.type === 'practice' && practice !== null && (
      <button type="button" className="bh-practice-chip" onClick={switcher.onPractice}>
        <Icon name="weather" size={14} />
        <span className="bh-cut">{t('practice.chip', { state: practice })}</span>
      </button>
    )}
  </header>
);
