import { HPA_REASONS } from '../../test/support/hpa-reasons';
import { missing, program } from '../control-plane/tools';
import { compareHpaQuestions } from '../oracles/hpa-questions';
import { compareHpaScenarios } from '../oracles/hpa-scenarios';
import { compareFormulas } from '../oracles/keda-formulas';
import { compareKedaScenarios } from '../oracles/keda-scenarios';

const SEED = 7;
const SCENARIOS = 500;
const QUESTIONS = 50_000;
const SCALED_OBJECTS = 100;
const FORMULAS = 20_000;
const LONGEST = 300_000;

/** A group that needs a program; where that is missing it says so in its title. */
function describeWith(tool: 'hpa-oracle' | 'keda-oracle', title: string, tests: () => void): void {
  const reason = missing(tool);
  const group = reason === undefined ? describe : describe.skip;
  group(reason === undefined ? title : `${title} (skipped: ${reason})`, tests);
}

describeWith('hpa-oracle', 'our HPA controller beside the real one in virtual time', () => {
  test(
    `${SCENARIOS} random scenarios go the same, in every word, event and memory`,
    async () => {
      const compared = await compareHpaScenarios(program('hpa-oracle', 'hpa-oracle'), SCENARIOS, SEED);
      expect(compared.differences).toEqual([]);
      // None of what the controller can say may be missing from the scenarios.
      expect([...compared.reasons.keys()].sort()).toEqual([...HPA_REASONS, 'null']);
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

describeWith('keda-oracle', 'our KEDA beside the real one, each with its HPA controller', () => {
  test(
    `${SCALED_OBJECTS} random ScaledObjects go the same`,
    async () => {
      const compared = await compareKedaScenarios(program('keda-oracle', 'keda-oracle'), SCALED_OBJECTS, SEED);
      expect(compared.differences).toEqual([]);
      expect(compared.rescales).toBeGreaterThan(SCALED_OBJECTS);
    },
    LONGEST,
  );

  test(
    `${FORMULAS} random formulas come to the same`,
    async () => {
      const compared = await compareFormulas(program('keda-oracle', 'keda-oracle'), FORMULAS, SEED);
      expect(compared.differences).toEqual([]);
      expect(compared.refused).toBeGreaterThan(FORMULAS / 100);
      expect(compared.refused).toBeLessThan(FORMULAS / 10);
    },
    LONGEST,
  );
});
