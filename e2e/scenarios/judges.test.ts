import { ENGINES, ENVIRONMENT, RESOURCES, VOLUMES } from '../../test/service/bad-props';
import { newChart, newService } from '../../test/support/chart';
import type { KubeObject } from '../control-plane/kubectl';
import { missing } from '../control-plane/tools';
import { Court, type Objection } from './support/court';
import { allExamples } from './support/examples';
import { JUDGES } from './support/judge';
import { emittedAnyway, outcome, randomApps } from './support/random';
import { classOf, TAKEN_BY_THE_JUDGES } from './support/taken-by-the-judges';
import { WRONG } from './support/wrong';

const ACCEPTED_APPS = process.env.E2E_LONG === '1' ? 20_000 : 2000;
/** How many of those with one mistake are looked at. */
const REFUSED_APPS = 800;
/** How many questions may wait for their answers. */
const AT_ONCE = 100;

const TITLE = 'the code of the controllers, asked without a cluster';
const lacking = JUDGES.flatMap((judge) => missing(judge) ?? []);

if (lacking.length > 0) {
  describe.skip(`${TITLE} (skipped: ${lacking.join('; ')})`, () => test('nobody objects', () => {}));
} else {
  describe(TITLE, () => {
    const objections: Objection[] = [];
    /** What nobody objects to although we refuse it: a message of each class. */
    const taken = new Map<string, string>();
    /** The classes of what somebody objects to as well. */
    const alsoRefused = new Set<string>();
    let court: Court;

    beforeAll(async () => {
      jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
      court = new Court();
      await judgeRandomApps();
      for (const [, props] of [...RESOURCES, ...ENGINES, ...ENVIRONMENT, ...VOLUMES]) {
        const chart = newChart();
        newService(chart, 'Qwen', props);
        const { messages = [] } = outcome(chart);
        if (messages.length === 1) await judgeRefused(messages[0], emittedAnyway(chart));
      }
    }, 3_600_000);

    afterAll(async () => {
      await court.end();
      process.stdout.write(`e2e: the judges were asked ${[...court.asked].map((each) => each.join(' ')).join(', ')}\n`);
      jest.restoreAllMocks();
    });

    test.each(allExamples())('nobody objects to what example $name emits', async ({ objects }) => {
      expect(await court.objections(objects)).toEqual([]);
    });

    test(`nobody objects to what ${ACCEPTED_APPS} random accepted apps emit`, () => {
      expect(objections).toEqual([]);
    });

    test('what our rules refuse, somebody objects to, or it is written why we do', () => {
      expect([...taken].filter(([each]) => !Object.hasOwn(TAKEN_BY_THE_JUDGES, each))).toEqual([]);
    });

    test('no reason is written for what is not so', () => {
      const isWrong = (each: string) => alsoRefused.has(each) && !taken.has(each);
      expect(Object.keys(TAKEN_BY_THE_JUDGES).filter(isWrong)).toEqual([]);
    });

    test.each(WRONG)('somebody objects to %s', async (_what, judge, why, objects) => {
      const objections = await court.objections(objects);
      expect(objections).toContainEqual(expect.objectContaining({ judge, why: expect.stringContaining(why) }));
    });

    async function judgeRandomApps(): Promise<void> {
      let accepted = 0;
      let refused = 0;
      let waiting: Promise<void>[] = [];
      for (const { objects, messages = [], chart } of randomApps()) {
        if (objects && accepted < ACCEPTED_APPS) {
          accepted += 1;
          waiting.push(judgeAccepted(objects));
        } else if (messages.length === 1 && refused < REFUSED_APPS) {
          refused += 1;
          waiting.push(judgeRefused(messages[0], emittedAnyway(chart)));
        }
        if (waiting.length >= AT_ONCE) {
          await Promise.all(waiting);
          waiting = [];
        }
        if (accepted === ACCEPTED_APPS && refused === REFUSED_APPS) break;
      }
      await Promise.all(waiting);
    }

    async function judgeAccepted(objects: readonly KubeObject[]): Promise<void> {
      objections.push(...(await court.objections(objects)));
    }

    async function judgeRefused(message: string, objects: readonly KubeObject[] | undefined): Promise<void> {
      // What cannot be rendered at all, nobody can be asked about.
      if (objects === undefined) return;
      const kind = classOf(message);
      if ((await court.objections(objects)).length === 0) taken.set(kind, message);
      else alsoRefused.add(kind);
    }
  });
}
