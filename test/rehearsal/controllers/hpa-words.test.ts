import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HpaScenario } from '../../../src/rehearsal/scenarios/scenario';
import { type DetailedOutcome, ours } from '../../support/hpa-detail';
import { answerHpaQuestion, type HpaAnswer, type HpaQuestion } from '../../support/random-hpa-questions';

/** What e2e/tools/hpa-oracle was asked, and what the controller of Kubernetes 1.35.4 did. */
function vectorsOf<T>(name: string): T[] {
  const lines = readFileSync(join(__dirname, '../vectors', name), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

const told = vectorsOf<{ scenario: HpaScenario; outcome: Omit<DetailedOutcome, 'id'> }>('hpa-words.jsonl');

test.each(told.map(({ scenario, outcome }) => [scenario.id, scenario, outcome] as const))(
  'scenario %s is told as by the real controller: conditions, events, measured values, and what is remembered',
  (id, scenario, outcome) => {
    expect(ours(scenario)).toEqual({ id, ...outcome });
  },
);

test('questions to the calculator are answered as by the real one', () => {
  const asked = vectorsOf<{ question: HpaQuestion; answer: HpaAnswer }>('hpa-questions.jsonl');
  expect(asked.length).toBeGreaterThan(200);
  const wrong = asked.filter(
    ({ question, answer }) => JSON.stringify(sorted(answerHpaQuestion(question))) !== JSON.stringify(sorted(answer)),
  );
  expect(wrong).toEqual([]);
});

function sorted({ replicas, usage, utilization, error }: HpaAnswer): unknown[] {
  return [replicas, usage, utilization, error];
}
