import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMessage } from '../../shared/messages/format';
import { checkSoql, soqlNotes, soqlProblems } from './check-soql';

describe('checkSoql', () => {
  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['DELETE FROM Contact', 'not-select'],
    ['(SELECT Id FROM Contact)', 'not-select'],
    ['SELECT Id', 'no-from'],
    ['SELECT Id FROM', 'no-from'],
    ["SELECT Id FROM Contact WHERE Name = 'x", 'open-quote'],
    ["SELECT Id FROM Contact WHERE Name = 'x\\'", 'open-quote'],
    ['SELECT Id FROM Contact WHERE (Name = null', 'parentheses'],
    ['SELECT Id FROM Contact)', 'parentheses'],
    ['SELECT Id FROM Contact;', 'semicolon'],
    [`SELECT Id FROM Contact WHERE Name = '${'x'.repeat(100_000)}'`, 'too-long'],
    ['SELECT COUNT() FROM Contact', 'aggregate'],
    ['select max(CreatedDate) newest from Contact', 'aggregate'],
    ['SELECT LastName FROM Contact GROUP BY LastName', 'aggregate'],
    ['SELECT Id, (SELECT Id FROM Contacts) FROM Account', 'subquery'],
    ['SELECT TYPEOF What WHEN Account THEN Name END FROM Event', 'typeof'],
    ['SELECT Id FROM Contact LIMIT 5 OFFSET 10', 'offset'],
  ])('%s: %s', (soql, problem) => {
    expect(checkSoql(soql)).toEqual({ flawed: true, problem });
  });

  it('finds object and columns, whatever the writing', () => {
    expect(
      checkSoql(" select Id ,\n Account.Name, toLabel(Status), 'FROM' x from  Case where A = 'FROM (;' "),
    ).toEqual({
      flawed: false,
      object: 'Case',
      columns: ['Id', 'Account.Name', 'toLabel(Status)', "'FROM' x"],
      notes: [],
      countSoql: "SELECT COUNT() from  Case where A = 'FROM (;'",
    });
  });

  it('takes an inner query of a condition for what it is', () => {
    const soql = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Name = ')')";
    expect(checkSoql(soql)).toMatchObject({ flawed: false, object: 'Account', notes: [] });
  });

  it.each([
    ['SELECT Id FROM Contact ORDER BY Name', 'SELECT COUNT() FROM Contact'],
    ['SELECT Id FROM Contact ORDER BY Name DESC LIMIT 5', 'SELECT COUNT() FROM Contact LIMIT 5'],
    ['SELECT Id FROM Contact LIMIT 5', 'SELECT COUNT() FROM Contact LIMIT 5'],
  ])('%s is one piece, counted by %s', (soql, countSoql) => {
    const check = checkSoql(soql);
    expect(check).toMatchObject({ flawed: false, notes: ['one-piece'] });
    expect(check.flawed ? '' : check.countSoql.replace(/\s+/g, ' ')).toBe(countSoql);
  });

  it('takes Order and Group for objects where they are', () => {
    expect(checkSoql('SELECT Id FROM Order')).toMatchObject({ flawed: false, object: 'Order', notes: [] });
    expect(checkSoql('SELECT Id FROM Group')).toMatchObject({ flawed: false, object: 'Group', notes: [] });
  });

  it('has a sentence for each problem and note', () => {
    for (const word of [...soqlProblems, ...soqlNotes]) expect(hasMessage(`export.soql.${word}`)).toBe(true);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(checkSoql(`SELECT ${text} FROM X`)).toHaveProperty('flawed');
        expect(checkSoql(text)).toHaveProperty('flawed');
      }),
    );
  });
});
