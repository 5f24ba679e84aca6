import type { Handlers } from './serve';
import type { Program } from '../compose';
import type { ExportFormat } from '../../shared/domain/export';
import { AppError } from '../../shared/errors/app-error';
import { rankGroups } from '../../core/problems/group';
import { refuseHardDelete } from './refuse-hard-delete';
import { readGroups } from '../store/row-states';
import { readAssignmentRules } from '../use-cases/assignment-rules';
import { askOrg } from '../use-cases/loads/ask-org';
import { leaveOut, sendAgain, settleRows } from '../use-cases/loads/decisions';
import { pickRecord, readFoundRecords } from '../use-cases/loads/pick-record';
import { previewRepair, repairRows } from '../use-cases/loads/repairs';
import { createReview } from '../use-cases/loads/review';
import { createWindowReadings } from '../use-cases/loads/window-readings';
import { editRows, readPage, readRowHistory, readUndo, redoRows, undoRows } from '../use-cases/loads/rows';

/** What only the desktop can do. */
export type Desktop = {
  info: Handlers['app.info'];
  chooseFile: () => Promise<string | null>;
  chooseDescribes: () => Promise<string | null>;
  samplePath: () => string;
  /** The text the clipboard holds; empty where it holds none. */
  readClipboard: () => Promise<string>;
  reveal: (path: string) => Promise<void>;
  /** Asks where to save a file; null when the person cancels. */
  chooseSavePath: (name: string, format: ExportFormat) => Promise<string | null>;
  /** Shows a file among its neighbours. */
  showInFolder: (path: string) => void;
  applyAppearance: (appearance: 'system' | 'light' | 'dark') => void;
};

/** Connects every call of the contract to its use case. */
export const createHandlers = (program: Program, desktop: Desktop): Handlers => {
  const {
    proxies,
    doctor,
    orgs,
    conditions,
    signIns,
    secrets,
    describes,
    finder,
    limits,
    loads,
    setUp,
    running,
    settings,
    storage,
    home,
    exports,
  } = program;
  const readings = createWindowReadings(setUp, loads, desktop.readClipboard);
  const review = createReview(loads, describes, finder);
  return {
    'app.info': desktop.info,
    'settings.get': settings.get,
    'settings.set': async (change) => {
      const next = await settings.set(change);
      desktop.applyAppearance(next.appearance);
      return next;
    },
    'storage.get': storage.measure,
    'storage.reveal': async () => {
      await desktop.reveal(home.loads);
      return undefined;
    },
    'storage.deleteAll': storage.deleteAll,

    'orgs.list': orgs.list,
    'orgs.openPractice': orgs.openPractice,
    'orgs.choose': async ({ orgId }) => orgs.choose(orgId),
    'orgs.dress': async ({ orgId, ownName, colour }) =>
      orgs.dress(orgId, {
        ...(ownName === undefined ? {} : { ownName }),
        ...(colour === undefined ? {} : { colour }),
      }),
    'orgs.signOut': async ({ orgId }) => orgs.signOut(orgId),
    'orgs.remove': async ({ orgId }) => orgs.remove(orgId),
    'orgs.importSf': program.importOrgs,
    'orgs.objects': async ({ orgId, refresh }) => describes.objects(orgId, refresh),
    'orgs.describe': async ({ orgId, object, refresh }) => describes.object(orgId, object, refresh),
    'orgs.picklists': async ({ orgId, object, recordTypeId }) =>
      describes.picklists(orgId, object, recordTypeId),
    'orgs.assignmentRules': async ({ orgId, object }) => readAssignmentRules(orgs, orgId, object),
    'orgs.limits': async ({ orgId }) => limits(orgId),

    'doctor.get': async () => doctor.report(),
    'doctor.check': doctor.check,
    'network.proxyQuestion': async () => proxies.question(),
    'network.answerProxy': async ({ id, signIn }) => {
      proxies.answer(id, signIn);
      return undefined;
    },

    'signIn.get': async () => signIns.state(),
    'signIn.clients': signIns.clients,
    'signIn.start': signIns.start,
    'signIn.startAgain': async ({ orgId, sessionOnly }) => signIns.startAgain(orgId, sessionOnly),
    'signIn.openPage': signIns.openPage,
    'signIn.cancel': async () => signIns.cancel(),
    'signIn.close': async () => signIns.close(),
    'keychain.get': secrets.keychain,

    'practice.conditions': conditions.read,
    'practice.setDay': async ({ day }) => conditions.setDay(day),
    'practice.moveClock': async ({ days }) => conditions.moveClock(days),
    'practice.reset': conditions.reset,
    'practice.chooseFile': desktop.chooseDescribes,
    'practice.takeFile': async ({ path }) => conditions.takeFile(path),
    'practice.takeOrg': async ({ orgId, objects }) => conditions.takeOrg(orgId, objects),
    'practice.takeSample': conditions.takeSample,

    'files.choose': desktop.chooseFile,
    'files.sample': async () => desktop.samplePath(),
    'files.preview': readings.preview,
    'files.stopReading': async () => {
      readings.stop();
      return undefined;
    },

    'exports.objects': async ({ orgId }) => exports.objects(orgId),
    'exports.describe': async ({ orgId, object }) => exports.describe(orgId, object),
    'exports.count': async ({ orgId, query, all }) => exports.count(orgId, query, all),
    'exports.start': async ({ name, ...request }) => {
      const path = await desktop.chooseSavePath(name, request.format);
      return path === null ? null : exports.start({ ...request, path });
    },
    'exports.stop': async ({ exportId }) => exports.stop(exportId),
    'exports.latest': async () => exports.latest(),
    'exports.reveal': async () => {
      const view = exports.latest();
      if (view?.phase !== 'done') throw new AppError('export.not-found');
      desktop.showInFolder(view.path);
      return undefined;
    },

    'loads.create': readings.create,
    'loads.replaceFile': readings.replaceFile,
    'loads.paste': readings.paste,
    'loads.reread': readings.reread,
    'loads.preview': readings.previewLoad,
    'loads.list': loads.list,
    'loads.get': async ({ loadId }) => loads.view(loadId),
    'loads.delete': async ({ loadId }) => {
      if (running.isRunning(loadId)) throw new AppError('load.running');
      await loads.remove(loadId);
      return undefined;
    },
    'loads.setTarget': async ({ loadId, object, operation, ...key }) => {
      refuseHardDelete(operation);
      return setUp.setTarget(loadId, object, operation, key);
    },
    'loads.setMapping': setUp.setMapping,
    'loads.setRepairs': setUp.setRepairs,
    'loads.setOptions': async ({ loadId, options }) => setUp.setOptions(loadId, options),
    'loads.review': async ({ loadId }) => review(loadId),
    'loads.send': async ({ loadId, rows, confirmedRows, way }) => {
      refuseHardDelete((await loads.view(loadId)).target?.operation);
      return running.send(loadId, rows, confirmedRows, way === undefined ? {} : { way });
    },
    'loads.stop': async ({ loadId }) => running.stop(loadId),
    'loads.resume': async ({ loadId }) => running.resume(loadId),
    'loads.jobs': async ({ loadId, offset, limit }) => {
      const jobs = await loads.jobs(loadId);
      return { total: jobs.length, jobs: jobs.slice(offset, offset + limit) };
    },
    'loads.problems': async ({ loadId }) => {
      const { database } = await loads.store(loadId);
      return { loadId, groups: rankGroups(await readGroups(database)) };
    },

    'rows.page': readPage(loads),
    'rows.history': readRowHistory(loads),
    'rows.edit': editRows(loads, finder),
    'rows.found': readFoundRecords(loads),
    'rows.pick': pickRecord(loads),
    'rows.undo': async ({ loadId }) => undoRows(loads)(loadId),
    'rows.redo': async ({ loadId }) => redoRows(loads)(loadId),
    'rows.undoState': async ({ loadId }) => readUndo(loads)(loadId),
    'rows.previewRepair': previewRepair(loads, finder),
    'rows.repair': repairRows(loads, finder),
    'rows.sendAgain': sendAgain(loads, finder),
    'rows.leaveOut': leaveOut(loads),
    'rows.settle': settleRows(loads),
    'rows.askOrg': async ({ loadId }) => askOrg(loads, orgs)(loadId),
  };
};
