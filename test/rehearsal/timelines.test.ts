import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceOfSizes, type HpaRecording, policyOf, replay, sizesOf } from '../support/timeline';

const RECORDINGS = join(__dirname, 'vectors', 'timelines');
const GOLDEN = join(__dirname, '..', 'golden');
/** The recorder looks four times a second, and the controller of the scenarios once. */
const APART_SECONDS = 3;

/** From `npm run oracle:timelines -- --keep FOLDER` after the end-to-end scenarios. The name says which example. */
const recordings = readdirSync(RECORDINGS).map((file) => {
  return [file, JSON.parse(readFileSync(join(RECORDINGS, file), 'utf8')) as HpaRecording] as const;
});

function policyIn(hpa: string) {
  const found = readdirSync(GOLDEN).map((file) => policyOf(readFileSync(join(GOLDEN, file), 'utf8'), hpa));
  return found.find((each) => each !== undefined)?.policy;
}

test.each(recordings)(
  '%s: given what the HPA saw there, ours goes to the same sizes at the same times',
  (_, recording) => {
    const policy = policyIn(recording.hpa);
    if (policy === undefined) throw new Error(`no example has ${recording.hpa}`);
    const sizes = sizesOf(recording);
    expect(sizes.length).toBeGreaterThan(2);
    expect(differenceOfSizes(sizes, replay(recording, policy), APART_SECONDS)).toBeUndefined();
    // Another target leads somewhere else: the test can fail.
    const metrics = policy.metrics.map((metric) => ({ ...metric, target: { ...metric.target, value: 1e9 } }));
    expect(differenceOfSizes(sizes, replay(recording, { ...policy, metrics }), APART_SECONDS)).toBeDefined();
  },
);
