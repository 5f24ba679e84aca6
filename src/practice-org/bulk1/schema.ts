import { XML_HEAD } from '../xml/write-xml';

const text = (name: string): string => `<xsd:element name="${name}" type="xsd:string" minOccurs="0"/>`;

const JOB = [
  'id',
  'operation',
  'object',
  'createdById',
  'createdDate',
  'systemModstamp',
  'state',
  'externalIdFieldName',
  'concurrencyMode',
  'contentType',
  'apiVersion',
  'assignmentRuleId',
];
const BATCH = ['id', 'jobId', 'state', 'stateMessage', 'createdDate', 'systemModstamp'];

const type = (name: string, members: readonly string[]): string =>
  `<xsd:complexType name="${name}"><xsd:sequence>${members.map(text).join('')}</xsd:sequence></xsd:complexType>`;

/** The schema of jobs and batches, for clients that read it before they speak. */
export const SCHEMA =
  `${XML_HEAD}<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"` +
  ' targetNamespace="http://www.force.com/2009/06/asyncapi/dataload"' +
  ' xmlns="http://www.force.com/2009/06/asyncapi/dataload">' +
  `<xsd:element name="jobInfo" type="JobInfo"/><xsd:element name="batchInfo" type="BatchInfo"/>` +
  `${type('JobInfo', JOB)}${type('BatchInfo', BATCH)}</xsd:schema>`;
