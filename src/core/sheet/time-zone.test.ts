import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOffset, isTimeZone, writeOffset } from './time-zone';

const offset = (local: string, zone: string): string => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    local.match(/\d+/g)?.map(Number) ?? [];
  const found = findOffset({ year, month, day }, { hour, minute, second, milliseconds: 0 }, zone);
  return typeof found === 'number' ? (writeOffset(found) ?? `${found / 1000} s`) : found;
};

describe('findOffset', () => {
  it.each([
    ['2026-01-15 12:00', 'Europe/Berlin', '+01:00'],
    ['2026-07-15 12:00', 'Europe/Berlin', '+02:00'],
    ['2026-03-29 01:59:59', 'Europe/Berlin', '+01:00'],
    ['2026-03-29 02:00', 'Europe/Berlin', 'gap'],
    ['2026-03-29 02:59:59', 'Europe/Berlin', 'gap'],
    ['2026-03-29 03:00', 'Europe/Berlin', '+02:00'],
    ['2026-10-25 01:59:59', 'Europe/Berlin', '+02:00'],
    ['2026-10-25 02:00', 'Europe/Berlin', 'overlap'],
    ['2026-10-25 02:59:59', 'Europe/Berlin', 'overlap'],
    ['2026-10-25 03:00', 'Europe/Berlin', '+01:00'],
    ['2026-03-08 02:30', 'America/New_York', 'gap'],
    ['2026-11-01 01:30', 'America/New_York', 'overlap'],
    ['2026-11-01 02:00', 'America/New_York', '-05:00'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', 'gap'],
    ['2026-04-05 01:45', 'Australia/Lord_Howe', 'overlap'],
    ['2026-06-01 08:00', 'Australia/Lord_Howe', '+10:30'],
    ['2018-11-04 00:30', 'America/Sao_Paulo', 'gap'],
    ['2026-11-04 00:30', 'America/Sao_Paulo', '-03:00'],
    ['2011-12-30 12:00', 'Pacific/Apia', 'gap'],
    ['2011-12-31 12:00', 'Pacific/Apia', '+14:00'],
    ['2026-02-15 02:30', 'Africa/Casablanca', 'overlap'],
    ['2026-06-01 12:00', 'Asia/Kolkata', '+05:30'],
    ['2026-12-31 23:59:59', 'Pacific/Kiritimati', '+14:00'],
    ['2026-01-01 00:00', 'Pacific/Pago_Pago', '-11:00'],
    ['1890-01-01 12:00', 'Europe/Berlin', '3208 s'],
    ['2026-01-01 00:00', 'UTC', '+00:00'],
    ['2026-01-01 00:00', 'Mars/Base', 'unknown-zone'],
  ])('%s in %s: %s', (local, zone, expected) => {
    expect(offset(local, zone)).toBe(expected);
  });

  it('brings every moment of every zone back, or says that its local time was twice', () => {
    const zones = [
      'Europe/London',
      'America/St_Johns',
      'Asia/Tehran',
      'America/Santiago',
      'Pacific/Auckland',
    ];
    const moments = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2060-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
        const seconds = Math.floor(moment.getTime() / 1000) * 1000;
        const local = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(seconds);
        const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
          local.match(/\d+/g)?.map(Number) ?? [];
        const found = findOffset({ year, month, day }, { hour, minute, second, milliseconds: 0 }, zone);
        if (found === 'overlap') return;
        expect(Date.UTC(year, month - 1, day, hour, minute, second) - Number(found)).toBe(seconds);
      }),
      { numRuns: 60 },
    );
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['America/Argentina/Buenos_Aires', true],
    ['UTC', true],
    ['+02:00', false],
    ['Europe/Atlantis', false],
    ['', false],
  ])('%s: %s', (zone, expected) => {
    expect(isTimeZone(zone)).toBe(expected);
  });
});
