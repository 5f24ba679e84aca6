import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';

/** One row in this many is refused by the org: 3 %. */
const badEvery = 33;

const header =
  'Contact_No__c,LastName,FirstName,Email,Phone,Title,Department,MailingCity,MailingStreet,Description';

const makeRow = (n: number): string => {
  const email = n % badEvery === 7 ? 'nobody' : `p${n}@x.example`;
  const street = n % 4 === 0 ? `"Street ${n % 977}, no. ${n % 99}"` : `Street ${n % 977}`;
  return `X-${n},Last${n},First${n % 977},${email},+49 30 ${n},Engineer,Dept ${n % 20},Köln ${n % 10},${street},About ${n}\n`;
};

/** Rows of the file that the org refuses. */
export const countBad = (rows: number): number => Math.floor((rows - 1 - 7) / badEvery) + 1;

/** Writes contacts of ten columns into a file, unless it is there: some quoted, some beyond ASCII, three in a hundred bad. */
export const makeFile = async (path: string, from: number, rows: number): Promise<void> => {
  if (existsSync(path)) return;
  const file = createWriteStream(`${path}.part`);
  let text = `${header}\n`;
  for (let n = from; n < from + rows; n += 1) {
    text += makeRow(n);
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'finish');
  await rename(`${path}.part`, path);
};
