import type { Repair } from '../../../shared/domain/grid';
import type { DateOrder } from '../../../shared/domain/sheet';
import type { MessageKey } from '../../lib/text';

export const repairKinds = ['set', 'copy', 'replace', 'trim', 'map', 'cut', 'date', 'case', 'clear'] as const;
export type RepairKind = (typeof repairKinds)[number];

/** A repair as it stands in the panel while it is being put together. */
export type RepairDraft = {
  kind: RepairKind;
  column: number;
  value: string;
  from: number | null;
  find: string;
  replace: string;
  length: number | null;
  order: DateOrder;
  values: Readonly<Record<string, string>>;
};

export const emptyDraft = (column: number, kind: RepairKind = 'set'): RepairDraft => ({
  kind,
  column,
  value: '',
  from: null,
  find: '',
  replace: '',
  length: null,
  order: 'dmy',
  values: {},
});

/** A suggested repair opened in the panel, so that a person sees and can change every part of it. */
export const draftOf = (repair: Repair): RepairDraft => {
  const draft = emptyDraft(repair.column, repair.kind);
  switch (repair.kind) {
    case 'set':
      return { ...draft, value: repair.value };
    case 'copy':
      return { ...draft, from: repair.from };
    case 'replace':
      return { ...draft, find: repair.find, replace: repair.replace };
    case 'cut':
      return { ...draft, length: repair.length };
    case 'date':
      return { ...draft, order: repair.order };
    case 'map':
      return { ...draft, values: Object.fromEntries(repair.values.map(({ from, to }) => [from, to])) };
    case 'trim':
    case 'case':
    case 'clear':
      return draft;
  }
};

type Finished = { repair: Repair; missing: null } | { repair: null; missing: MessageKey };

const missing = (key: MessageKey): Finished => ({ repair: null, missing: key });
const finished = (repair: Repair): Finished => ({ repair, missing: null });

/** The repair a draft stands for, or the sentence that says what it still lacks. */
export const finishDraft = (draft: RepairDraft): Finished => {
  const { column } = draft;
  switch (draft.kind) {
    case 'set':
      return draft.value === ''
        ? missing('repair.missing.value')
        : finished({ kind: 'set', column, value: draft.value });
    case 'copy':
      return draft.from === null
        ? missing('repair.missing.from')
        : finished({ kind: 'copy', column, from: draft.from });
    case 'replace':
      return draft.find === ''
        ? missing('repair.missing.find')
        : finished({ kind: 'replace', column, find: draft.find, replace: draft.replace });
    case 'cut':
      return draft.length === null || draft.length < 1
        ? missing('repair.missing.length')
        : finished({ kind: 'cut', column, length: draft.length });
    case 'map': {
      const values = Object.entries(draft.values)
        .filter(([from, to]) => to !== '' && to !== from)
        .map(([from, to]) => ({ from, to }));
      return values.length === 0 ? missing('repair.missing.map') : finished({ kind: 'map', column, values });
    }
    case 'date':
      return finished({ kind: 'date', column, order: draft.order });
    case 'trim':
    case 'case':
    case 'clear':
      return finished({ kind: draft.kind, column });
  }
};
