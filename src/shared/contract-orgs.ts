import { z } from 'zod';
import { AssignedObject, AssignmentRule } from './domain/assignment-rule';
import { DoctorReport } from './domain/doctor';
import { OrgLimits } from './domain/limits';
import { ProxyQuestion } from './domain/network';
import { OrgColour, OrgView, SignOutReport } from './domain/org';
import { ChosenDay, mostObjects, PracticeView } from './domain/practice';
import { KeychainView, RememberedClient, SignInState } from './domain/sign-in';
import { ApiName, ObjectDescription, ObjectList, RecordTypePicklists, SalesforceId } from './domain/sobject';

const none = z.undefined();
const ofOrg = z.object({ orgId: z.string().min(1).max(64) });

/** Calls about orgs: which there are, signing in to them, what they say of themselves, and the practice org. */
export const orgCalls = {
  'orgs.list': { input: none, output: z.array(OrgView) },
  /** Starts the practice org if it is not running and signs in to it. */
  'orgs.openPractice': { input: none, output: OrgView },
  /** Makes an org the one new loads go to. */
  'orgs.choose': { input: ofOrg, output: z.array(OrgView) },
  /** Names and colours an org; an empty name brings the one in Salesforce back. */
  'orgs.dress': {
    input: ofOrg.extend({ ownName: z.string().max(80).optional(), colour: OrgColour.nullable().optional() }),
    output: z.array(OrgView),
  },
  /** Revokes and deletes the sign-in; the org stays in the list. */
  'orgs.signOut': { input: ofOrg, output: SignOutReport },
  /** Signs out and takes the org off the list. Its loads stay. */
  'orgs.remove': { input: ofOrg, output: SignOutReport },
  /** Takes the org list of Salesforce's own command line over; reads no token. */
  'orgs.importSf': {
    input: none,
    output: z.object({ added: z.number().int(), known: z.number().int() }),
  },
  /** What is kept on this computer, at once where there is something; `refresh` asks the org first. */
  'orgs.objects': {
    input: z.object({ orgId: z.string(), refresh: z.boolean().optional() }),
    output: ObjectList,
  },
  'orgs.describe': {
    input: z.object({ orgId: z.string(), object: ApiName, refresh: z.boolean().optional() }),
    output: ObjectDescription,
  },
  /** Values of the picklists of an object in records of one record type. */
  'orgs.picklists': {
    input: z.object({ orgId: z.string(), object: ApiName, recordTypeId: SalesforceId }),
    output: RecordTypePicklists,
  },
  /** Assignment rules for records of an object, by name; none where the org has none or does not tell. */
  'orgs.assignmentRules': {
    input: ofOrg.extend({ object: AssignedObject }),
    output: z.array(AssignmentRule),
  },
  'orgs.limits': { input: z.object({ orgId: z.string() }), output: OrgLimits },

  'signIn.get': { input: none, output: SignInState },
  /** Client ids typed before, the newest first. */
  'signIn.clients': { input: none, output: z.array(RememberedClient) },
  /** Begins to sign in in the browser; `signIn.changed` tells how it goes on. */
  'signIn.start': {
    input: z.object({
      address: z.string().max(2000),
      clientId: z.string().max(500),
      sessionOnly: z.boolean(),
      /** The known org that is meant, where one is. */
      orgId: z.string().optional(),
    }),
    output: SignInState,
  },
  /** The same for a known org, at its own login host and through the app used before. */
  'signIn.startAgain': { input: ofOrg.extend({ sessionOnly: z.boolean() }), output: SignInState },
  /** Opens the page of the login host once more. */
  'signIn.openPage': { input: none, output: SignInState },
  'signIn.cancel': { input: none, output: SignInState },
  /** Puts away how the last sign-in ended. */
  'signIn.close': { input: none, output: SignInState },

  'keychain.get': { input: none, output: KeychainView },

  /** The newest check of a connection, also one that is under way. */
  'doctor.get': { input: none, output: DoctorReport.nullable() },
  /** Checks a connection line by line; `doctor.changed` tells how it goes on. Proxies may ask anew. */
  'doctor.check': {
    input: z.union([ofOrg, z.object({ address: z.string().max(2000), clientId: z.string().max(500) })]),
    output: DoctorReport,
  },
  /** What a proxy wants to know, for a window that opens while it waits; null when none does. */
  'network.proxyQuestion': { input: none, output: ProxyQuestion.nullable() },
  /** Answers the question of that id; `null` says that there is no user name to give. */
  'network.answerProxy': {
    input: z.object({
      id: z.string(),
      signIn: z.object({ username: z.string().min(1).max(500), password: z.string().max(500) }).nullable(),
    }),
    output: none,
  },

  /** How the practice org is; starts it if it is not running, without signing in. */
  'practice.conditions': { input: none, output: PracticeView },
  'practice.setDay': { input: z.object({ day: ChosenDay }), output: PracticeView },
  /** Moves the practice org's clock on by whole days; null brings it back to this computer's time. */
  'practice.moveClock': {
    input: z.object({ days: z.number().int().min(1).max(366).nullable() }),
    output: PracticeView,
  },
  /** Puts records, jobs, clock and conditions back as at the start. Loads recorded here stay. */
  'practice.reset': { input: none, output: PracticeView },
  /** Opens the system's file dialog for a file of object descriptions; null when the person cancels. */
  'practice.chooseFile': { input: none, output: z.string().nullable() },
  /** Takes the objects described in a file in place of those it has; records and jobs go. */
  'practice.takeFile': { input: z.object({ path: z.string().min(1) }), output: PracticeView },
  /** Takes objects of a connected org in place of those it has; only their descriptions are read there. */
  'practice.takeOrg': {
    input: z.object({ orgId: z.string(), objects: z.array(z.string()).min(1).max(mostObjects) }),
    output: PracticeView,
  },
  /** Brings the sample company back; records and jobs go. */
  'practice.takeSample': { input: none, output: PracticeView },
} as const;
