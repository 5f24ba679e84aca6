import { describe, expect, it } from 'vitest';
import { loadScript } from './load-script';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  note?: string;
}
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}
interface TotalsModule {
  countTests: (report: Report | undefined, exitCode: number, mayBeEmpty: boolean) => Counts;
  addOutcomes: (outcomes: Counts[]) => Counts;
  writeTotal: (sum: Counts, withSkipped?: boolean) => string;
}
interface TestModule {
  readTestArguments: (args: string[]) => { projects: { name: string }[]; filters: string[] };
  describeOutcomes: (outcomes: (Counts & { name: string; milliseconds: number })[]) => string;
}

const { addOutcomes, countTests, writeTotal } = await loadScript<TotalsModule>('tasks/totals.mjs');
const { describeOutcomes, readTestArguments } = await loadScript<TestModule>('tasks/test.mjs');

function makeReport(changes: Partial<Report> = {}): Report {
  return {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
    ...changes,
  };
}

const UNLOADED = { name: 'a.test.ts', status: 'failed', assertionResults: [] };
const FAILED = {
  name: 'b.test.ts',
  status: 'failed',
  assertionResults: [{ status: 'failed' }, { status: 'passed' }],
};

describe('a Vitest run counts', () => {
  it('what passed, failed and was left out', () => {
    expect(countTests(makeReport(), 0, false)).toEqual({ passed: 5, failed: 0, skipped: 2 });
    const mixed = makeReport({ numFailedTests: 1, testResults: [FAILED] });
    expect(countTests(mixed, 1, false)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('a file that could not be loaded as one failure, beside those in others', () => {
    expect(countTests(makeReport({ testResults: [UNLOADED] }), 1, false).failed).toBe(1);
    const both = makeReport({ numFailedTests: 1, testResults: [UNLOADED, FAILED] });
    expect(countTests(both, 1, false).failed).toBe(2);
  });

  it('a crash as one failure', () => {
    expect(countTests(undefined, 1, false)).toMatchObject({ failed: 1, note: 'Vitest did not finish' });
    expect(countTests(undefined, 0, false).failed).toBe(1);
    expect(countTests(undefined, 1, true).failed).toBe(1);
  });

  it('an error outside any test as one failure', () => {
    expect(countTests(makeReport(), 1, false)).toMatchObject({ passed: 5, failed: 1 });
  });

  it('a run without tests as one failure, unless a filter may have left none', () => {
    const empty = makeReport({ numPassedTests: 0, numPendingTests: 0, numTodoTests: 0 });
    expect(countTests(empty, 0, false)).toMatchObject({ failed: 1, note: 'no tests' });
    expect(countTests(empty, 0, true)).toMatchObject({ failed: 0, note: 'no tests' });
    expect(countTests(undefined, 0, true).failed).toBe(0);
    expect(countTests(makeReport({ ...empty, testResults: [UNLOADED] }), 1, true).failed).toBe(1);
  });
});

describe('the total', () => {
  const outcomes = [
    { passed: 3, failed: 0, skipped: 1 },
    { passed: 4, failed: 2, skipped: 0 },
  ];

  it('adds the phases up', () => {
    expect(addOutcomes(outcomes)).toEqual({ passed: 7, failed: 2, skipped: 1 });
    expect(addOutcomes([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('is one line of a fixed form', () => {
    expect(writeTotal(addOutcomes(outcomes))).toBe('7 passed, 2 failed, 1 skipped');
    expect(writeTotal(addOutcomes(outcomes), false)).toBe('7 passed, 2 failed');
    expect(writeTotal({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
  });

  it('cannot be mistaken for a phase’s line', () => {
    const line = describeOutcomes([{ name: 'unit', passed: 3, failed: 0, skipped: 1, milliseconds: 65_000 }]);
    expect(line).toContain('unit');
    expect(line).toContain('1 min 05 s');
    expect(line).not.toMatch(/\d+ passed, \d+ failed/);
  });
});

describe('arguments of the test script', () => {
  const namesOf = (args: string[]): string[] =>
    readTestArguments(args).projects.map((project) => project.name);

  it.each([
    [[], ['unit', 'contract', 'window']],
    [['--long'], ['long-contract', 'long-window', 'long']],
    [['--only', 'window'], ['window']],
    [
      ['--only', 'window', '--only', 'unit'],
      ['unit', 'window'],
    ],
  ])('%o runs %o', (args, expected) => expect(namesOf(args)).toEqual(expected));

  it('hands the rest to Vitest', () => {
    const read = readTestArguments(['--only', 'unit', 'src/core', '-t', 'adds', '--bail=1']);
    expect(read.filters).toEqual(['src/core', '-t', 'adds', '--bail=1']);
  });

  it.each([[['--only', 'nothing']], [['--only']]])('refuses %o, naming the projects', (args) => {
    expect(() => readTestArguments(args)).toThrow('There is no test project called');
  });
});
