import { describe, expect, it } from 'vitest';
import { readArguments } from './read-arguments';

describe('the command line', () => {
  it('has a value for everything', () => {
    expect(readArguments([])).toEqual({
      port: 0,
      seed: null,
      dataFolder: null,
      empty: false,
      json: false,
      controlToken: null,
      exitWithParent: false,
    });
  });

  it('reads every switch', () => {
    const words = '--port 8080 --seed s --data /d --empty --json --control-token t --exit-with-parent'.split(
      ' ',
    );
    expect(readArguments(words)).toEqual({
      port: 8080,
      seed: 's',
      dataFolder: '/d',
      empty: true,
      json: true,
      controlToken: 't',
      exitWithParent: true,
    });
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--seed'], ['--nope']])('refuses %s %s', (...words) => {
    expect(() => readArguments(words)).toThrow(/--/);
  });
});
