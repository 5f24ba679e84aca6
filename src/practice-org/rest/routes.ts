import type { Route } from '../http/router';
import {
  createCollection,
  deleteCollection,
  retrieveCollection,
  updateCollection,
  upsertCollection,
} from './collections';
import { composite } from './composite';
import { unlessChanged, unlessUnchanged } from './conditional';
import { describeBasics, describeGlobal, describeSobject } from './describe';
import { describeLimits } from './limits';
import { listPicklists, readPicklist } from './picklist-values';
import { listRules } from './process-rules';
import { query, queryAll, queryMore, queryTooling } from './query';
import { createSobject, deleteSobject, readByKey, readSobject, updateSobject, upsertByKey } from './sobjects';
import { listResources, listVersions } from './versions';

/** The REST API; `/data` stands for `/services/data/vNN.0`. */
export const REST_ROUTES: readonly Route[] = [
  { path: '/services/data', access: 'open', methods: { GET: listVersions } },
  { path: '/data', access: 'session', methods: { GET: listResources } },
  { path: '/data/sobjects', access: 'session', methods: { GET: unlessChanged(describeGlobal) } },
  {
    path: '/data/sobjects/*/describe',
    access: 'session',
    methods: { GET: unlessUnchanged(describeSobject) },
  },
  { path: '/data/sobjects/*', access: 'session', methods: { GET: describeBasics, POST: createSobject } },
  {
    path: '/data/sobjects/*/*',
    access: 'session',
    methods: { GET: readSobject, PATCH: updateSobject, DELETE: deleteSobject },
  },
  { path: '/data/sobjects/*/*/*', access: 'session', methods: { GET: readByKey, PATCH: upsertByKey } },
  { path: '/data/query', access: 'session', methods: { GET: query } },
  { path: '/data/query/*', access: 'session', methods: { GET: queryMore } },
  { path: '/data/queryAll', access: 'session', methods: { GET: queryAll } },
  { path: '/data/queryAll/*', access: 'session', methods: { GET: queryMore } },
  { path: '/data/tooling/query', access: 'session', methods: { GET: queryTooling } },
  { path: '/data/tooling/query/*', access: 'session', methods: { GET: queryMore } },
  { path: '/data/tooling/composite', access: 'session', methods: { POST: composite(() => REST_ROUTES) } },
  { path: '/data/composite', access: 'session', methods: { POST: composite(() => REST_ROUTES) } },
  { path: '/data/process/rules', access: 'session', methods: { GET: listRules } },
  { path: '/data/process/rules/*', access: 'session', methods: { GET: listRules } },
  {
    path: '/data/ui-api/object-info/*/picklist-values/*',
    access: 'session',
    methods: { GET: listPicklists },
  },
  {
    path: '/data/ui-api/object-info/*/picklist-values/*/*',
    access: 'session',
    methods: { GET: readPicklist },
  },
  { path: '/data/limits', access: 'session', methods: { GET: describeLimits } },
  {
    path: '/data/composite/sobjects',
    access: 'session',
    methods: { POST: createCollection, PATCH: updateCollection, DELETE: deleteCollection },
  },
  {
    path: '/data/composite/sobjects/*',
    access: 'session',
    methods: { GET: retrieveCollection, POST: retrieveCollection },
  },
  { path: '/data/composite/sobjects/*/*', access: 'session', methods: { PATCH: upsertCollection } },
];
