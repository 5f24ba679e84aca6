import { OrgSwitcher, type OrgSwitcherProps } from './OrgSwitcher';

/** Which org the window is working in, and the way to another. */
export const TopBar = (props: OrgSwitcherProps) => (
  <header className="bh-topbar">
    <OrgSwitcher {...props} />
  </header>
);
