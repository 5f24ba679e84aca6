import { describe, expect, it } from 'vitest';
import { readExcelArea, readOdsArea } from './area-reference';
import { nameColumn } from './cell-reference';

const write = (area: ReturnType<typeof readExcelArea>): string | null => {
  if (area === null) return null;
  const { left, top, right, bottom } = area.range;
  return `${area.sheet} ${nameColumn(left)}${top}:${nameColumn(right)}${bottom}`;
};

describe('areas of defined names', () => {
  it.each([
    ['Data!$A$3:$D$90', 'Data A3:D90'],
    ["'My Data'!$A$3:$D$90", 'My Data A3:D90'],
    ["'Bob''s !'!A1:B2", "Bob's ! A1:B2"],
    ['=Data!$D$9:$A$1', 'Data A1:D9'],
    ['Data!$B:$C', 'Data B1:C1048576'],
    ['Data!$3:$9', 'Data A3:XFD9'],
    ['Data!$A$1', 'Data A1:A1'],
    ['Data!$A$1:$A$5,Data!$C$1:$C$5', null],
    ['OFFSET(Data!$A$1,0,0,COUNTA(Data!$A:$A),3)', null],
    ['[1]Data!$A$1:$B$2', null],
    ["'[Other.xlsx]Data'!$A$1:$B$2", null],
    ['Data!#REF!', null],
    ['#REF!$A$1:$B$2', null],
    ['0.19', null],
    ['"text!A1"', null],
    ["'open!A1:B2", null],
  ])('%s of Excel', (formula, expected) => {
    expect(write(readExcelArea(formula))).toBe(expected);
  });

  it.each([
    ['$Data.$A$3:.$D$90', 'Data A3:D90'],
    ["$'My Data'.$A$3:.$D$90", 'My Data A3:D90'],
    ['Data.A3:Data.D90', 'Data A3:D90'],
    ["'Bob''s. x'.A1:'Bob''s. x'.B2", "Bob's. x A1:B2"],
    ['Data.A3:Other.D90', null],
    ['$Data.$A$1', 'Data A1:A1'],
    ['A1:B2', null],
  ])('%s of OpenDocument', (address, expected) => {
    expect(write(readOdsArea(address))).toBe(expected);
  });
});
