import { expect, test } from 'vitest';
import { unwrapDescribe } from './unwrap-describe';

const describe = '{\n  "name": "Deal__c",\n  "label": "A \\"deal\\", {really}"\n}';

test.each([
  ['one description', describe],
  ['a list', `[${describe}]`],
  ['a map', `{"Deal__c": ${describe}}`],
  ['a description that has a result of its own', '{"name": "X", "result": {"a": 1}}'],
  ['a map with an object called result', `{"result": ${describe}, "Deal__c": ${describe}}`],
  ['a list inside the same envelope but of a failure', '{"status": 1, "message": "no", "result": null}'],
  ['no JSON at all', 'name,label\nDeal__c,Deal'],
  ['nothing', ''],
])('%s stays as it is', (_name, text) => {
  expect(unwrapDescribe(text)).toBe(text);
});

test.each([
  ['sf', `{\n  "status": 0,\n  "result": ${describe},\n  "warnings": []\n}\n`],
  [
    'an envelope in another order',
    `{"warnings": ["} \\" {"],\n"x": {"result": 1},\n"result":\n ${describe}, "status": 0}`,
  ],
  ['a result that is a list', `{"status": 0, "result": [${describe}]}`],
])('what stands in the envelope of %s comes out on its own lines', (_name, text) => {
  const unwrapped = unwrapDescribe(text);
  expect(JSON.parse(unwrapped)).toEqual((JSON.parse(text) as { result: unknown }).result);
  const lineOf = (where: string): number => where.slice(0, where.indexOf('"Deal__c"')).split('\n').length;
  expect(lineOf(unwrapped)).toBe(lineOf(text));
});
