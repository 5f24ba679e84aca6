import { create } from 'zustand';
import type {
  ExportFilter,
  ExportFormat,
  ExportQuery,
  ExportView,
  FilterOperator,
} from '../../shared/domain/export';
import { call, on } from '../lib/api';
import { go, openLoad } from './navigation';
import { takeFile } from './intake';
import { putLoad } from './loads';

/** A condition being written; without a field it is none yet. */
export type FilterDraft = { id: number; field: string | null; operator: FilterOperator; values: string[] };

/** What a person has chosen so far; it stays while the window is open. */
export type ExportDraft = {
  orgId: string | null;
  object: string | null;
  /** Paths in the order of the columns. */
  fields: string[];
  /** Lookups whose parents' fields are offered, by their relationship. */
  parents: string[];
  filters: FilterDraft[];
  /** The query in a person's own words; null while fields are chosen. */
  soql: string | null;
  all: boolean;
  format: ExportFormat;
  forSpreadsheet: boolean;
};

const emptyDraft: ExportDraft = {
  orgId: null,
  object: null,
  fields: ['Id'],
  parents: [],
  filters: [],
  soql: null,
  all: false,
  format: 'csv',
  forSpreadsheet: false,
};

type Exports = {
  draft: ExportDraft;
  /** Records the draft as it is now would bring; null until they were counted. */
  count: number | null;
  /** The newest export, and what it was about. */
  view: ExportView | null;
  startedWith: ExportDraft | null;
  /** An export that is over and has been looked at. */
  dismissed: string | null;
};

export const useExports = create<Exports>(() => ({
  draft: emptyDraft,
  count: null,
  view: null,
  startedWith: null,
  dismissed: null,
}));

/** Changes the draft; what was counted for the one before is forgotten. */
export const changeDraft = (part: Partial<ExportDraft>): void =>
  useExports.setState(({ draft }) => ({ draft: { ...draft, ...part }, count: null }));

/** A draft for an org; that of another org is dropped, since its objects are not the same. */
export const openDraft = (orgId: string): void => {
  if (useExports.getState().draft.orgId !== orgId) changeDraft({ ...emptyDraft, orgId });
};

export const chooseObject = (object: string): void =>
  changeDraft({ object, fields: ['Id'], parents: [], filters: [] });

/** Opens the export with a query that was written for the person. An export that is over makes room for it. */
export const openQuery = (orgId: string, soql: string): void => {
  openDraft(orgId);
  changeDraft({ soql });
  if (['done', 'stopped', 'failed'].includes(useExports.getState().view?.phase ?? '')) dismissExport();
  go({ screen: 'export' });
};

const putExport = (view: ExportView): void =>
  useExports.setState(({ view: known }) =>
    known !== null && known.id === view.id && known.version > view.version ? {} : { view },
  );

export const dismissExport = (): void => useExports.setState(({ view }) => ({ dismissed: view?.id ?? null }));

const isWritten = (filter: FilterDraft): filter is FilterDraft & { field: string } => filter.field !== null;

/** The conditions of a draft, those without a field left out. */
export const filtersOf = ({ filters }: ExportDraft): ExportFilter[] =>
  filters.filter(isWritten).map(({ field, operator, values }) => ({ field, operator, values }));

const queryOf = (draft: ExportDraft): ExportQuery =>
  draft.soql === null
    ? { kind: 'fields', object: draft.object ?? '', fields: draft.fields, filters: filtersOf(draft) }
    : { kind: 'soql', soql: draft.soql };

/** Counts the records of the draft; a draft that changed meanwhile is not told an old number. */
export const countDraft = async (orgId: string): Promise<void> => {
  const { draft } = useExports.getState();
  const count = await call('exports.count', { orgId, query: queryOf(draft), all: draft.all });
  useExports.setState((state) => (state.draft === draft ? { count } : {}));
};

const today = (): string => {
  const now = new Date();
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
};

/** Asks where to save and starts. */
export const startExport = async (orgId: string, object: string): Promise<void> => {
  const { draft } = useExports.getState();
  const view = await call('exports.start', {
    orgId,
    name: `${object.replace(/\W/g, '') || 'Export'} ${today()}`,
    query: queryOf(draft),
    all: draft.all,
    format: draft.format,
    forSpreadsheet: draft.format === 'csv' && draft.forSpreadsheet,
  });
  if (view === null) return;
  useExports.setState({ startedWith: draft });
  putExport(view);
};

export const stopExport = async (exportId: string): Promise<void> =>
  putExport(await call('exports.stop', { exportId }));

/**
 * Reads an exported file into a new load that updates the records it came from, and opens it where columns are
 * matched.
 *
 * @param object null where it is for the person to choose
 */
export const startUpdate = async (view: ExportView, object: string | null): Promise<void> => {
  go({ screen: 'load', loadId: null, step: 'file' });
  const load = await takeFile(view.path, { orgId: view.orgId, loadId: null });
  if (load === null || object === null) return;
  openLoad(putLoad(await call('loads.setTarget', { loadId: load.id, object, operation: 'update' })), 'match');
};

/** Follows the export under way; called once when the window starts. */
export const followExports = (): (() => void) => {
  call('exports.latest').then(
    (view) => {
      if (view !== null) putExport(view);
    },
    // An export nobody can be told of is told of by its next snapshot.
    () => undefined,
  );
  return on('export.changed', putExport);
};
