import * as ts from 'typescript';
import { RULES } from '../../src/kubernetes/rules';
import { callsIn, librarySources, textsIn } from '../support/sources';

const TABLE = 'src/kubernetes/rules.ts';
/** The checks have rules of their own, each in its file. */
const sources = librarySources().filter(({ fileName }) => fileName !== TABLE && !fileName.startsWith('src/checks/'));

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
      'src/kubernetes/mistake.ts',
    ]);
    const named = calls.flatMap(({ arguments: [rule] }) => (ts.isStringLiteral(rule) ? [rule.text] : []));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((rule) => !Object.hasOwn(RULES, rule))).toEqual([]);
  });

  test.each(Object.entries(RULES))('%s says in a few lower-case words what it demands', (rule, demand) => {
    expect(rule).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
    expect(
      demand.replace(/KServe|ScaledObject|Kubernetes|CronHPA|PromQL|Prometheus|KEDA|HPA|GPU|DNS|URL|YAML|API/g, ''),
    ).toMatch(/^[^A-Z.]{10,}$/);
  });
});
