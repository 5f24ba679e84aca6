import { setTimeout as wait } from 'node:timers/promises';
import { drawFaults, type Deed, type Plan } from './draw-trouble';
import { begin, knownIds, tellFaults, toOrg, type Scene } from './scene';

const base = '/services/data/v67.0/jobs/ingest';
const classic = '/services/async/67.0/job';
const isOfEngine = (path: string): boolean =>
  /jobs\/ingest|services\/async|composite\/sobjects|\/query|services\/data(\/v67\.0)?$/.test(path);

const week = 8 * 86_400_000;

/** Takes results of a job aside before it goes. */
const keepResults = async ({ org, round }: Scene, id: string): Promise<void> => {
  for (const kind of ['successfulResults', 'failedResults', 'unprocessedrecords']) {
    const text = await org.ask('GET', `${base}/${id}/${kind}`);
    if (text !== null) round.kept.set(`${id}/${kind}`, text);
  }
};

const keepBatches = async ({ org, round }: Scene): Promise<void> => {
  const { classicJobs } = await org.describe();
  for (const { id, batches } of classicJobs)
    for (const batch of batches) {
      const path = `${classic}/${id}/batch/${batch.id}`;
      for (const what of ['request', 'result']) {
        const text = await org.ask('GET', `${path}/${what}`);
        if (text !== null) round.kept.set(`${batch.id}/${what}`, text);
      }
    }
};

const state = (word: string): string =>
  `<jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload"><state>${word}</state></jobInfo>`;

const touchJob = async (scene: Scene, deed: 'abort-job' | 'delete-job' | 'close-job'): Promise<void> => {
  const { org, dice } = scene;
  const { jobs, classicJobs } = await org.describe();
  if (jobs.length > 0) {
    const { id } = dice.pick(jobs);
    if (deed === 'delete-job') {
      await keepResults(scene, id);
      await org.ask('DELETE', `${base}/${id}`);
    } else if (deed === 'abort-job')
      await org.ask('PATCH', `${base}/${id}`, JSON.stringify({ state: 'Aborted' }));
  } else if (classicJobs.length > 0) {
    const { id } = dice.pick(classicJobs);
    await org.ask('POST', `${classic}/${id}`, state(deed === 'close-job' ? 'Closed' : 'Aborted'));
  }
};

const later = (scene: Scene, after: number, change: object): void => {
  void wait(after).then(async () => scene.org.control(change).catch(() => undefined));
};

/** Does something to the program or to its org. */
const act = async (scene: Scene, deed: Deed): Promise<void> => {
  const { org, dice, round, stage } = scene;
  const living = scene.lives.filter((life) => !life.isOver());
  const target = living.length === 0 ? undefined : dice.chance(0.8) ? living[0] : dice.pick(living);
  round.story.push(deed);
  round.deeds += 1;
  switch (deed) {
    case 'kill':
      round.kills += 1;
      target?.signal('SIGKILL');
      return;
    case 'term':
      target?.signal('SIGTERM');
      return;
    case 'int':
      target?.signal('SIGINT');
      return;
    case 'stop':
    case 'look-in': {
      const id = knownIds(scene)[0];
      if (id === undefined) return;
      const words = deed === 'stop' ? ['stop', id, ...toOrg(scene), '--json'] : ['show', id, '--json'];
      begin(scene, words);
      return;
    }
    case 'resume-beside':
      begin(scene, ['resume', ...toOrg(scene), '--json', '--give-up-after', '4']);
      return;
    case 'abort-job':
    case 'delete-job':
    case 'close-job':
      await touchJob(scene, deed);
      return;
    case 'maintenance':
      await org.control({ settings: { maintenance: true } });
      return later(scene, dice.number(200, 2500), { settings: { maintenance: false } });
    case 'quota':
      return org.control({ settings: { quotaExhausted: true } });
    case 'stuck':
      await org.control({ settings: { stuck: true } });
      return later(scene, dice.number(500, 3000), { settings: { stuck: false } });
    case 'no-api':
      return org.control({ settings: dice.pick([{ apiEnabled: false }, { bulkApiEnabled: false }]) });
    case 'end-sessions':
      await org.control({ expireSessions: true });
      return org.renewToken();
    case 'week-later':
      for (const { id } of (await org.describe()).jobs) await keepResults(scene, id);
      await keepBatches(scene);
      target?.signal('SIGKILL');
      await org.control({ clock: { advanceMs: week } });
      stage.clockShift += week;
      return org.renewToken();
    case 'clock':
      if (target?.announced() !== true) return;
      target.signal('SIGUSR2');
      stage.clockShift += stage.clockJump;
      return;
    case 'late':
      return;
    case 'more-faults': {
      const faults = drawFaults(round.loads[0]?.load.api ?? 'auto', dice, 3);
      round.faults += faults.length;
      tellFaults(round, {}, faults);
      return org.control({ addFaults: faults });
    }
  }
};

/** Lets things happen around the calls of one life. */
export const direct = (scene: Scene, plans: readonly Plan[]): void => {
  const { gate } = scene;
  const left = [...plans];
  const first = gate.passed.length;
  let counted = 0;
  const numbers = new Map<number, number>();
  gate.watch = async (call, moment) => {
    if (call.n <= first || !isOfEngine(call.path)) return undefined;
    if (!scene.lives.some((life) => life.announced() && !life.isOver())) return undefined;
    if (!numbers.has(call.n)) numbers.set(call.n, (counted += 1));
    for (const plan of left.filter((one) => one.nth === numbers.get(call.n) && one.moment === moment)) {
      left.splice(left.indexOf(plan), 1);
      scene.round.story.push(`${call.method} ${call.path.slice(0, 60)} ${moment}:`);
      await act(scene, plan.deed);
      if (plan.deed === 'kill' || plan.deed === 'week-later') return 'dead';
      if (plan.deed === 'late') return scene.dice.number(100, 7000);
    }
    return undefined;
  };
};
