import { describe, expect, test } from 'vitest';
import { defaultLoadOptions, type LoadView } from '../../shared/domain/load';
import { rowStates, type RowState } from '../../shared/domain/row-state';
import {
  compartmentOf,
  compartments,
  isStepDone,
  isStepReachable,
  standingStep,
  type Compartment,
  type Step,
} from './passage';

const counts = (given: Partial<Record<RowState, number>>): Record<RowState, number> =>
  Object.fromEntries(rowStates.map((state) => [state, given[state] ?? 0])) as Record<RowState, number>;

const draft: LoadView = {
  id: 'l',
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  org: { id: 'o', name: 'Org', type: 'practice', username: 'u' },
  phase: 'draft',
  sheet: {
    name: 'a.csv',
    bytes: 1,
    modifiedAt: 0,
    sha256: '',
    rows: 10,
    blankLines: 0,
    dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 1 },
    chosen: [],
    columns: [],
    findings: [],
  },
  target: null,
  mapping: [],
  mappingProblems: [],
  options: defaultLoadOptions,
  balance: { rows: 10, counts: counts({ ready: 10 }), settled: 0, open: 0, underWay: 10, balanced: true },
  attempts: [],
  parts: [],
  jobs: [],
  rate: null,
  silentSince: null,
  pause: null,
  repairs: [],
  timeZone: null,
  strayResults: 0,
};
const undecided: LoadView = {
  ...draft,
  sheet: { ...draft.sheet, dialect: { ...draft.sheet.dialect, headers: { repeated: 'ask' } } },
};
const targeted: LoadView = {
  ...draft,
  target: { object: 'Contact', objectLabel: 'Contact', objectLabelPlural: 'Contacts', operation: 'insert' },
};
const matched: LoadView = {
  ...targeted,
  mapping: [{ column: 0, header: 'Name', field: 'LastName', confidence: 'exact', format: {} }],
};
const unmatched: LoadView = {
  ...matched,
  mappingProblems: [{ code: 'required-unmatched', field: 'LastName' }],
};
const checked: LoadView = { ...matched, phase: 'checked' };
const attempts = [
  {
    attempt: 1,
    way: { api: '2.0' as const, mode: 'parallel' as const, batchSize: null },
    reason: 'many-rows' as const,
    rows: 10,
    startedAt: 0,
    endedAt: null,
  },
];
const running: LoadView = { ...matched, phase: 'running', attempts };
const open: LoadView = {
  ...matched,
  phase: 'finished',
  attempts,
  balance: {
    rows: 10,
    counts: counts({ created: 7, failed: 3 }),
    settled: 7,
    open: 3,
    underWay: 0,
    balanced: true,
  },
};
const settled: LoadView = {
  ...open,
  balance: { ...open.balance, counts: counts({ created: 10 }), settled: 10, open: 0 },
};
const mended: LoadView = {
  ...open,
  balance: { ...open.balance, counts: counts({ created: 7, ready: 3 }), open: 0, underWay: 3 },
};

const upTo = (last: Compartment): Compartment[] => compartments.slice(0, compartments.indexOf(last) + 1);

describe.each<[string, LoadView | null, Compartment[], Compartment[]]>([
  ['no file yet', null, [], ['file']],
  ['a file that needs a decision', undecided, [], ['file']],
  ['a file', draft, ['file'], ['file', 'object']],
  ['an object', targeted, ['file', 'object'], ['file', 'object', 'match']],
  ['a column that still needs a decision', unmatched, ['file', 'object'], ['file', 'object', 'match']],
  ['a full match', matched, upTo('match'), upTo('review')],
  ['checked rows', checked, upTo('review'), upTo('review')],
  ['an attempt under way', running, upTo('review'), upTo('run')],
  ['open rows', open, upTo('run'), upTo('results')],
  ['mended rows that wait to go', mended, upTo('run'), upTo('results')],
  ['nothing left open', settled, upTo('results'), upTo('results')],
])('a load with %s', (_name, load, done, reachable) => {
  test('has these answers', () => {
    expect(compartments.filter((step) => isStepDone(load, step))).toEqual(done);
  });
  test('lets a person go here', () => {
    expect(compartments.filter((step) => isStepReachable(load, step))).toEqual(reachable);
  });
});

test.each<[LoadView, Step]>([
  [undecided, 'file'],
  [draft, 'object'],
  [targeted, 'match'],
  [unmatched, 'match'],
  [matched, 'options'],
  [checked, 'review'],
  [running, 'run'],
  [{ ...running, phase: 'stopping' }, 'run'],
  [{ ...running, phase: 'paused' }, 'run'],
  [open, 'results'],
  [settled, 'results'],
])('opens at the step where it stands (%#)', (load, step) => {
  expect(standingStep(load)).toBe(step);
  if (step !== 'fix') expect(isStepReachable(load, step)).toBe(true);
});

test('mending belongs to the review until something was sent, then to the results', () => {
  expect(compartmentOf('fix', checked)).toBe('review');
  expect(compartmentOf('fix', { ...checked, attempts })).toBe('results');
  expect(compartmentOf('options', checked)).toBe('options');
});
