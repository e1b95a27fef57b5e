import 'cdk8s-llm-inference/jest';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import { StackRule } from '../../src';
import { matchers } from '../../src/integration/jest';
import { HandWritten, WRONG_PORT } from './apps';

const good = () => new HandWritten(new App(), 'prod');
const bad = () => new HandWritten(new App(), 'prod', { port: 'metrics' });
const RUNNING = 'vllm:num_requests_running';

/** What a failing expectation says. */
function messageOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the expectation holds');
}

describe('toHaveNoBrokenWires', () => {
  test.each([
    ['a chart', good],
    ['an app', () => good().node.root],
    ['manifests', () => Testing.synth(good())],
    ['one manifest', () => Testing.synth(good())[1]],
    ['YAML', () => Yaml.stringify(...Testing.synth(good()))],
    ['an app of nothing', () => new App()],
  ])('holds for %s', (_, given) => expect(given()).toHaveNoBrokenWires());

  test.each([
    ['a chart', bad],
    ['an app', () => bad().node.root],
    ['manifests', () => Testing.synth(bad())],
    ['YAML', () => Yaml.stringify(...Testing.synth(bad()))],
  ])('does not hold for %s with a broken wire', (_, given) => expect(given()).not.toHaveNoBrokenWires());

  test('says what is broken, where, why and what to write', () => {
    const message = messageOf(() => expect(bad()).toHaveNoBrokenWires({ ignore: ['metric/not-scraped: follows'] }));
    const [what, fix] = WRONG_PORT.replace(' (wire/monitor-port)', '').split('; ');
    expect(message).toBe(`expected no broken wires in 'prod'

  prod/Monitor  wire/monitor-port
    ${what}
    why  An endpoint whose port nothing has is a job without targets: nothing is scraped, and nothing says so.
    fix  ${fix}`);
  });

  test('says so when something broken was expected', () => {
    expect(messageOf(() => expect(good()).not.toHaveNoBrokenWires())).toBe(
      "expected broken wires in 'prod', and there are none",
    );
  });

  test('YAML has lines', () => {
    const yaml = Yaml.stringify(...Testing.synth(bad()));
    expect(messageOf(() => expect(yaml).toHaveNoBrokenWires())).toMatch(
      /ServiceMonitor\/llm\/qwen, line \d+ {2}wire\/monitor-port/,
    );
  });

  test('takes suppressions, facts and rules of one’s own', () => {
    const never = StackRule.define({
      name: 'house/never',
      severity: 'error',
      demands: 'there is nothing',
      why: 'So.',
      link: 'https://example.com',
      *check({ services }) {
        for (const { manifest } of services) yield StackRule.wrongValue(manifest, ['kind'], 'must not be', 'remove it');
      },
    });
    expect(good()).not.toHaveNoBrokenWires({ ownRules: [never] });
    expect(good()).toHaveNoBrokenWires({
      ownRules: [never],
      ignore: ['house/never: a test'],
      assume: ['kedaVersion=2.20'],
    });
  });

  test.each([
    [42, 'expected a chart, an app, manifests or YAML, and got number'],
    [null, 'expected a chart, an app, manifests or YAML, and got null'],
    [undefined, 'expected a chart, an app, manifests or YAML, and got undefined'],
  ])('%j is nothing to check', (given, message) => {
    expect(messageOf(() => expect(given).toHaveNoBrokenWires())).toBe(message);
  });

  test('options that cannot be used are said so', () => {
    expect(messageOf(() => expect(good()).toHaveNoBrokenWires({ profile: 'nothing.yaml' }))).toBe(
      "the profile 'nothing.yaml' cannot be read (ENOENT)",
    );
  });
});

describe('toScale', () => {
  test.each([
    ['deployment/qwen', {}],
    ['Deployment/qwen', { on: RUNNING }],
    ['deployment/llm/qwen', { on: RUNNING, min: 1, max: 4 }],
  ])('%s by %j', (target, expected) => {
    expect(good()).toScale(target, expected);
    expect(Testing.synth(good())).toScale(target, expected);
  });

  const failing = (given: unknown, target: string, expected = {}) =>
    messageOf(() => expect(given).toScale(target, expected));

  test('says what scales it instead, and on what', () => {
    expect(failing(good(), 'deployment/qwen', { on: 'vllm:num_requests_runing', max: 9 })).toBe(
      `expected deployment/qwen to scale on vllm:num_requests_runing between any and 9 replicas

ScaledObject llm/qwen scales it, 1–4 replicas
  on vllm:num_requests_running
  did you mean 'vllm:num_requests_running'?`,
    );
  });

  test('a metric whose wire is broken does not scale', () => {
    expect(failing(bad(), 'deployment/qwen', { on: RUNNING })).toBe(
      `expected deployment/qwen to scale on vllm:num_requests_running

ScaledObject llm/qwen scales it, 1–4 replicas
  on vllm:num_requests_running, whose series vllm:num_requests_running is not there`,
    );
  });

  test('says so when nothing scales it, or it is not there', () => {
    const [deployment, service] = Testing.synth(good());
    expect(failing([deployment, service], 'deployment/qwen')).toBe(
      'expected deployment/qwen to scale\n\nnothing scales Deployment llm/qwen',
    );
    expect(failing(good(), 'deployment/qwenn')).toBe(
      "expected deployment/qwenn to scale\n\nthere is no deployment/qwenn; did you mean 'deployment/qwen'?",
    );
    expect(failing([service], 'deployment/qwen')).toBe(
      'expected deployment/qwen to scale\n\nthere is no deployment/qwen; there is no workload at all',
    );
    expect(failing(good(), 'statefulset/other')).toBe(
      'expected statefulset/other to scale\n\nthere is no statefulset/other; there are deployment/qwen',
    );
  });

  test('its opposite', () => {
    expect(good()).not.toScale('deployment/qwen', { on: 'cpu' });
    expect(messageOf(() => expect(good()).not.toScale('deployment/qwen', { on: RUNNING }))).toBe(
      'expected deployment/qwen not to scale on vllm:num_requests_running, and it does',
    );
  });

  test('looks into every cluster of an app, and into an app of none', () => {
    expect(good().node.root).toScale('deployment/qwen');
    expect(new App()).not.toScale('deployment/qwen');
    expect(new Chart(new App(), 'empty')).not.toScale('deployment/qwen');
  });
});

test('the matchers are there for runners without a global expect', () => {
  expect(Object.keys(matchers)).toEqual(['toHaveNoBrokenWires', 'toScale', 'toRehearse']);
});
