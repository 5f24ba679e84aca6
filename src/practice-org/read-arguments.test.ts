import { describe, expect, it } from 'vitest';
import { readArguments } from './read-arguments';

describe('the command line', () => {
  it('has a value for everything', () => {
    expect(readArguments([])).toEqual({
      port: 0,
      seed: null,
      dataFolder: null,
      empty: false,
      schemaFile: null,
      kind: null,
      breakLine: null,
      discard: false,
      json: false,
      controlToken: null,
      exitWithParent: false,
    });
  });

  it('reads every switch', () => {
    const words =
      '--port 8080 --seed s --data /d --empty --schema /s.json --org-kind sandbox --break 12 --discard --json --control-token t --exit-with-parent'.split(
        ' ',
      );
    expect(readArguments(words)).toEqual({
      port: 8080,
      seed: 's',
      dataFolder: '/d',
      empty: true,
      schemaFile: '/s.json',
      kind: 'sandbox',
      breakLine: 12,
      discard: true,
      json: true,
      controlToken: 't',
      exitWithParent: true,
    });
  });

  it.each([
    ['--port', 'x'],
    ['--port', '70000'],
    ['--seed'],
    ['--break', 'x'],
    ['--break', '75'],
    ['--schema'],
    ['--nope'],
  ])('refuses %s %s', (...words) => {
    expect(() => readArguments(words)).toThrow(/--/);
  });
});
