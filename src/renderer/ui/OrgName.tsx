import type { OrgColour } from '../../shared/domain/org';

/** An org's name with the person's own mark before it. The mark says nothing that the name does not. */
export const OrgName = ({ name, colour }: { name: string; colour: OrgColour | null }) => (
  <>
    {colour !== null && <span className={`bh-org-mark bh-org-mark-${colour}`} aria-hidden />}
    <span className="bh-strong bh-cut">{name}</span>
  </>
);
