import { missing, program } from '../control-plane/tools';
import { compareHpaQuestions } from '../oracles/hpa-questions';
import { compareHpaScenarios } from '../oracles/hpa-scenarios';

const SEED = 7;
const SCENARIOS = 500;
const QUESTIONS = 50_000;
const LONGEST = 300_000;

const reason = missing('hpa-oracle');
const when = reason === undefined ? describe : describe.skip;

when(`our HPA controller beside the real one in virtual time${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test(
    `${SCENARIOS} random scenarios go the same, in every word, event and memory`,
    async () => {
      const compared = await compareHpaScenarios(program('hpa-oracle', 'hpa-oracle'), SCENARIOS, SEED);
      expect(compared.differences).toEqual([]);
      // None of what the controller can say may be missing from the scenarios.
      expect([...compared.reasons.keys()].sort()).toEqual([
        'DesiredWithinRange',
        'FailedGetContainerResourceMetric',
        'FailedGetExternalMetric',
        'FailedGetObjectMetric',
        'FailedGetPodsMetric',
        'FailedGetResourceMetric',
        'ReadyForNewScale',
        'ScaleDownLimit',
        'ScaleDownStabilized',
        'ScaleUpLimit',
        'ScaleUpStabilized',
        'ScalingDisabled',
        'SucceededGetScale',
        'SucceededRescale',
        'TooFewReplicas',
        'TooManyReplicas',
        'ValidMetricFound',
        'null',
      ]);
    },
    LONGEST,
  );

  test(
    `${QUESTIONS} random questions to the calculator of replicas are answered the same`,
    async () => {
      const compared = await compareHpaQuestions(program('hpa-oracle', 'hpa-oracle'), QUESTIONS, SEED);
      expect(compared.questions).toBe(QUESTIONS);
      expect(compared.errors).toBeGreaterThan(QUESTIONS / 100);
      expect(compared.differences).toEqual([]);
    },
    LONGEST,
  );
});
