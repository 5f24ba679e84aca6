import { readExcelArea, type Area } from '../../../core/workbook/area-reference';
import { AppError } from '../../../shared/errors/app-error';
import { attributeOf, readXml } from './xml-stream';
import type { ZipParts } from './zip-parts';

/** `type` is the last word of the relationship's kind: transitional and strict files differ in the rest. */
type Relation = { id: string; type: string; target: string };

/** Where a path leads that stands in a part of the workbook. */
const resolvePart = (from: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const steps = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};

const relationsPart = (part: string): string => {
  const at = part.lastIndexOf('/') + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
};

/** What a part of the workbook refers to; nothing where it refers to nothing. */
export const readRelations = async (
  zip: ZipParts,
  part: string,
  name: string,
  signal?: AbortSignal,
): Promise<Relation[]> => {
  const relations: Relation[] = [];
  const rels = relationsPart(part);
  if (!zip.has(rels)) return relations;
  await readXml(
    zip.read(rels, signal),
    {
      open: (element, attributes) => {
        if (element !== 'Relationship' || attributes['TargetMode'] === 'External') return;
        const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
        relations.push({
          id,
          type: type.slice(type.lastIndexOf('/') + 1),
          target: resolvePart(part, target),
        });
      },
    },
    { name },
  );
  return relations;
};

/** `tab` is its place among all tabs, charts included. */
export type BookSheet = { name: string; part: string; hidden: boolean; tab: number };

/** A name for a block of cells; `scope` is the tab that alone knows it, null where all do. */
export type BookName = { name: string; area: Area; scope: number | null };

export type BookParts = {
  sheets: BookSheet[];
  is1904: boolean;
  /** What is hidden, and what Excel itself names, such as print areas, is not among them. */
  names: BookName[];
  sharedStrings: string | null;
  styles: string | null;
};

/**
 * The parts a workbook in Office Open XML consists of: only sheets with cells count, in the order of their tabs.
 * Throws `file.workbook-damaged` where a sheet has no part.
 */
export const readBookParts = async (
  zip: ZipParts,
  name: string,
  signal?: AbortSignal,
): Promise<BookParts> => {
  const roots = await readRelations(zip, '', name, signal);
  const book = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = await readRelations(zip, book, name, signal);
  const sheets: BookSheet[] = [];
  const names: BookName[] = [];
  let is1904 = false;
  let tab = -1;
  let defined: { name: string; scope: number | null; formula: string } | null = null;
  await readXml(
    zip.read(book, signal),
    {
      open: (element, attributes) => {
        if (element === 'workbookPr') is1904 = /^(?:1|true|on)$/i.test(attributes['date1904'] ?? '');
        if (element === 'definedName') {
          const { name: own = '', localSheetId, hidden = '0' } = attributes;
          const isOwn = !own.startsWith('_xlnm.') && !/^(?:1|true|on)$/i.test(hidden);
          const scope = localSheetId === undefined ? null : Number(localSheetId);
          defined = isOwn ? { name: own, scope, formula: '' } : null;
        }
        if (element !== 'sheet') return;
        tab += 1;
        const id = attributeOf(attributes, 'id');
        const relation = relations.find((candidate) => candidate.id === id);
        if (relation === undefined) {
          throw new AppError('file.workbook-damaged', { name }, { detail: attributes['name'] ?? '' });
        }
        if (relation.type !== 'worksheet') return;
        const state = attributes['state'] ?? 'visible';
        sheets.push({
          name: attributes['name'] ?? '',
          part: relation.target,
          hidden: state === 'hidden' || state === 'veryHidden',
          tab,
        });
      },
      text: (piece) => {
        if (defined !== null) defined.formula += piece;
      },
      close: (element) => {
        if (element !== 'definedName' || defined === null) return;
        const { name: own, scope, formula } = defined;
        const area = readExcelArea(formula);
        if (area !== null) names.push({ name: own, area, scope });
        defined = null;
      },
    },
    { name },
  );
  const partOf = (type: string): string | null => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target !== undefined && zip.has(target) ? target : null;
  };
  // A name of one sheet comes before the same name of the workbook, as in Excel.
  names.sort((a, b) => Number(a.scope === null) - Number(b.scope === null));
  return { sheets, is1904, names, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
};
