import { defaultLoadOptions } from '../../shared/domain/load';
import type { SheetView } from '../../shared/domain/sheet';
import { storeVersion, type LoadDoc } from './load-doc';

/** A load for an org of which nothing is known yet but the name of its file. */
export const toEmptyDoc = (org: LoadDoc['org'], id: string, name: string): LoadDoc => {
  const now = Date.now();
  const sheet: SheetView = {
    name,
    bytes: 0,
    modifiedAt: 0,
    sha256: '',
    rows: 0,
    blankLines: 0,
    dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 1 },
    chosen: [],
    columns: [],
    findings: [],
  };
  return {
    store: storeVersion,
    id,
    version: 0,
    createdAt: now,
    updatedAt: now,
    org: { id: org.id, name: org.name, type: org.type, username: org.username },
    sheet,
    reading: 0,
    target: null,
    mapping: [],
    repairs: [],
    timeZone: null,
    options: defaultLoadOptions,
    checked: false,
    prepared: null,
    parents: null,
    attempt: null,
    attempts: [],
    jobLog: [],
  };
};
