import { notFound, replyJson, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import { isVisible, requireTable, tableOf, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { restrictRows } from '../soql/row-access';
import { readValue, type Table } from '../store/table';
import { describeField } from './describe-field';

/** The record type every object has, and all have the same id. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

export function requireObject(request: Request): Table {
  const table = tableOf(request.org, request.params[0] ?? '');
  if (!table) throw notFound();
  return table;
}

function describeObject({ def }: Table, version: number): Record<string, unknown> {
  const base = `/services/data/v${version}.0/sobjects/${def.name}`;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: def.createable,
    custom: def.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: def.deletable,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: def.keyPrefix,
    label: def.label,
    labelPlural: def.labelPlural,
    layoutable: def.createable,
    mergeable: ['Account', 'Contact', 'Lead'].includes(def.name),
    mruEnabled: def.createable,
    name: def.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: def.createable,
    triggerable: def.createable,
    undeletable: def.undeletable,
    updateable: def.updateable,
    urls: {
      rowTemplate: `${base}/{ID}`,
      defaultValues: `${base}/defaultValues?recordTypeId&fields`,
      describe: `${base}/describe`,
      sobject: base,
    },
  };
}

function describeChildren(org: Org, parent: Table): Record<string, unknown>[] {
  const children: Record<string, unknown>[] = [];
  for (const { def } of org.tables.values()) {
    for (const field of def.fields) {
      if (!field.referenceTo.includes(parent.def.name)) continue;
      children.push({
        cascadeDelete: field.onDelete === 'cascade',
        childSObject: def.name,
        deprecatedAndHidden: false,
        field: field.name,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: field.childRelationshipName,
        restrictedDelete: field.onDelete === 'restrict',
      });
    }
  }
  return children;
}

function describeRecordTypes(org: Org, { def }: Table, version: number): Record<string, unknown>[] {
  const types = requireTable(org, 'RecordType');
  const shown = restrictRows(org, types);
  const own = [...types.rows.values()].filter(
    (row) => readValue(types, row, 'SobjectType') === def.name && (!shown || shown(row)),
  );
  const urlOf = (id: string): Record<string, string> => ({
    layout: `/services/data/v${version}.0/sobjects/${def.name}/describe/layouts/${id}`,
  });
  const listed = own.map((row) => {
    const developerName = readValue(types, row, 'DeveloperName');
    const id = String(row[POSITION.Id]);
    return {
      active: readValue(types, row, 'IsActive'),
      available: true,
      defaultRecordTypeMapping: def.recordTypes.some(
        (type) => type.developerName === developerName && type.isDefault,
      ),
      developerName,
      master: false,
      name: readValue(types, row, 'Name'),
      recordTypeId: id,
      urls: urlOf(id),
    };
  });
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: !listed.some((type) => type.defaultRecordTypeMapping),
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: MASTER_RECORD_TYPE,
    urls: urlOf(MASTER_RECORD_TYPE),
  };
  return [...listed, master];
}

/** `GET sobjects`: every object the user may see. */
export function describeGlobal(request: Request): Reply {
  const tables = [...request.org.tables.values()].filter((table) => table.def.listed);
  tables.sort((a, b) => (a.def.name < b.def.name ? -1 : 1));
  return replyJson({
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: tables.map((table) => describeObject(table, request.version)),
  });
}

/** `GET sobjects/X/describe`: the object with its fields. Hidden fields are simply not there. */
export function describeSobject(request: Request): Reply {
  const { org, version } = request;
  const table = requireObject(request);
  return replyJson({
    actionOverrides: [],
    childRelationships: describeChildren(org, table),
    compactLayoutable: true,
    ...describeObject(table, version),
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: table.def.fields
      .filter((field) => isVisible(org, table, field))
      .map((field) => describeField(org, table, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: describeRecordTypes(org, table, version),
    searchLayoutable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [{ label: `All ${table.def.labelPlural.toLowerCase()}`, name: 'everything' }],
  });
}

/** `GET sobjects/X`: the object in short. */
export function describeBasics(request: Request): Reply {
  return replyJson({
    objectDescribe: describeObject(requireObject(request), request.version),
    recentItems: [],
  });
}
