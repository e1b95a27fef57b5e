import * as ts from 'typescript';
import { RULES, type RuleName } from '../../src/kubernetes/rules';
import { IMPOSSIBLE, LATER, REFUSED_BY } from '../bad-inputs';
import { callsIn, librarySources, textsIn } from '../support/sources';

const TABLE = 'src/kubernetes/rules.ts';
const sources = librarySources().filter(({ fileName }) => fileName !== TABLE);

describe('the table of rules', () => {
  test.each(Object.keys(RULES))('%s is used by the library', (rule) => {
    expect(sources.filter((source) => textsIn(source).includes(rule)).map(({ fileName }) => fileName)).not.toEqual([]);
  });

  test('holds every rule by which the library judges', () => {
    const calls = sources.flatMap((source) => callsIn(source, ['mistake', 'problem', 'warning']));
    const passedOn = calls.filter(({ arguments: [rule] }) => !ts.isStringLiteral(rule));
    expect(passedOn.map((call) => call.getSourceFile().fileName)).toEqual([
      'src/kubernetes/mistake.ts',
      'src/kubernetes/mistake.ts',
    ]);
    const named = calls.flatMap(({ arguments: [rule] }) => (ts.isStringLiteral(rule) ? [rule.text] : []));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((rule) => !Object.hasOwn(RULES, rule))).toEqual([]);
  });

  test.each(Object.entries(RULES))('%s says in a few lower-case words what it demands', (rule, demand) => {
    expect(rule).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
    expect(
      demand.replace(/KServe|ScaledObject|Kubernetes|CronHPA|Prometheus|KEDA|HPA|GPU|DNS|URL|YAML|API/g, ''),
    ).toMatch(/^[^A-Z.]{10,}$/);
  });
});

describe('the catalogue of bad inputs', () => {
  test.each(Object.entries(REFUSED_BY))('%s is refused by a rule that exists', (_row, rules) => {
    for (const rule of [rules].flat() as RuleName[]) expect(RULES).toHaveProperty([rule]);
  });

  test('is complete: every row is refused, impossible or left for later, and only one of them', () => {
    const sizes = { RAW: 17, NAM: 13, HPA: 18, MET: 22, KED: 17, CRN: 20, ISV: 25, RPO: 14, MON: 11, SEC: 8 };
    const all = Object.entries(sizes).flatMap(([group, size]) =>
      Array.from({ length: size }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`),
    );
    expect(all).toHaveLength(165);
    expect([...Object.keys(REFUSED_BY), ...Object.keys(IMPOSSIBLE), ...LATER].sort()).toEqual(all.sort());
  });
});
