import { LAST_KNOWN, ROWS, type Contact } from './columns';
import type { Defect } from './expected';
import { LOCAL_RECIPES, REFUSED_TWICE } from './local-recipes';
import { addStrayBlanks, makeSoundRow } from './make-row';
import { ORG_RECIPES } from './org-recipes';
import { startDraw } from './recipe';
import { repeatKeys } from './repeat-keys';

/** Spoils some of the contacts in place and says which and how. */
export function spoilRows(contacts: readonly Contact[]): Defect[] {
  for (const contact of contacts) addStrayBlanks(contact);
  const draw = startDraw(ROWS - 1);
  const defects = [...LOCAL_RECIPES, ...ORG_RECIPES].map(
    ({ count, onlyNew, spoil, mend, ...defect }): Defect => {
      const rows = Array.from({ length: count }, () => draw(onlyNew === true ? LAST_KNOWN + 1 : 2)).sort(
        (a, b) => a - b,
      );
      for (const [nth, row] of rows.entries()) {
        const contact = contacts[row - 1];
        if (contact !== undefined) spoil(Object.assign(contact, makeSoundRow(row)), nth);
      }
      return { ...defect, rows, mend: typeof mend === 'function' ? mend(rows) : mend };
    },
  );
  const twice: Defect = {
    id: 'mobile-missing-behind-role',
    family: 'rule',
    found: 'org',
    column: 'Mobile',
    ends: 'sent',
    what: 'Refused a second time: the mended role asks for a mobile number.',
    rows: defects.find(({ id }) => id === 'role-unknown')?.rows.slice(0, REFUSED_TWICE) ?? [],
    mend: { kind: 'copy', column: 'Mobile', from: 'Phone' },
  };
  return [...defects, twice, ...repeatKeys(contacts, () => draw(2))];
}
