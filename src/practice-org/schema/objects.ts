import { account } from './account';
import { attachment } from './attachment';
import { ACCESS_OBJECTS } from './access-objects';
import { AUTOMATION_OBJECTS } from './automation-objects';
import { contact } from './contact';
import { group, organization, profile, queueObject, recordType, user } from './people';
import { lead, opportunity, supportCase, task } from './sales';
import { site } from './site';
import type { ObjectDef } from './types';

/** What any org has, whatever it loads: people, rights, automation. */
export const CORE_OBJECTS: readonly ObjectDef[] = [
  user,
  profile,
  group,
  queueObject,
  recordType,
  organization,
  ...AUTOMATION_OBJECTS,
  ...ACCESS_OBJECTS,
];

/** What the practice company keeps. */
export const COMPANY_OBJECTS: readonly ObjectDef[] = [
  account,
  contact,
  lead,
  opportunity,
  supportCase,
  task,
  site,
  attachment,
];
