import { account } from './account';
import { ACCESS_OBJECTS } from './access-objects';
import { AUTOMATION_OBJECTS } from './automation-objects';
import { contact } from './contact';
import { group, organization, profile, queueObject, recordType, user } from './people';
import { lead, opportunity, supportCase, task } from './sales';
import { site } from './site';
import type { ObjectDef } from './types';

/** Every sObject of the practice company. */
export const OBJECTS: readonly ObjectDef[] = [
  account,
  contact,
  lead,
  opportunity,
  supportCase,
  task,
  site,
  user,
  profile,
  group,
  queueObject,
  recordType,
  organization,
  ...AUTOMATION_OBJECTS,
  ...ACCESS_OBJECTS,
];
