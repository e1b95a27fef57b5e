import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { type Mistake, problem, warning } from '../../src/kubernetes/mistake';
import { oncePerSynth, treeChanged, validateOncePerSynth, Warnings } from '../../src/kubernetes/validation';
import { errorsOf, newChart } from '../support/chart';

/** The memory of a synth is cleared in a microtask. */
const nextSynth = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A construct that counts how often it is judged. */
class Judged extends Construct {
  judged = 0;

  constructor(scope: Construct, id: string, mistakes: readonly Mistake[] = []) {
    super(scope, id);
    validateOncePerSynth(this, () => {
      this.judged += 1;
      return mistakes;
    });
  }
}

/** What `process.emitWarning` was called with while something ran. */
function emittedBy(run: () => void): unknown[][] {
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  try {
    run();
    return spy.mock.calls;
  } finally {
    spy.mockRestore();
  }
}

describe('a check', () => {
  test('runs once per synth, however many charts there are', async () => {
    const app = Testing.app();
    const charts = Array.from({ length: 20 }, (_, index) => new Chart(app, `chart-${index}`));
    const judged = charts.map((chart) => new Judged(chart, 'Judged'));
    app.synth();
    expect(judged.map((each) => each.judged)).toEqual(Array(20).fill(1));
    await nextSynth();
    app.synthYaml();
    expect(judged.map((each) => each.judged)).toEqual(Array(20).fill(2));
  });

  test('runs again when a construct was added since', () => {
    const chart = newChart(null);
    const first = new Judged(chart, 'First');
    App.of(chart).synthYaml();
    App.of(chart).synthYaml();
    expect(first.judged).toBe(1);
    const second = new Judged(chart, 'Second');
    App.of(chart).synthYaml();
    expect([first.judged, second.judged]).toEqual([2, 1]);
  });

  test('fails the synth with every error and the path of the construct', () => {
    const chart = newChart(null);
    new Judged(chart, 'A', [problem('metric/none', 'one', 'fix'), problem('hpa/replica-bounds', 'two', 'fix')]);
    new Judged(new Construct(chart, 'B'), 'C', [problem('name/syntax', 'three', 'fix')]);
    expect(errorsOf(chart)).toEqual([
      '[test/A] one; fix (metric/none)',
      '[test/A] two; fix (hpa/replica-bounds)',
      '[test/B/C] three; fix (name/syntax)',
    ]);
  });
});

describe('what is computed once per synth', () => {
  test('is remembered until the synth is over or the tree changes', async () => {
    let computed = 0;
    const value = oncePerSynth(() => {
      computed += 1;
      return { computed };
    });
    const first = value();
    expect(value()).toBe(first);
    treeChanged();
    expect(value()).not.toBe(first);
    expect(value()).toEqual({ computed: 2 });
    await nextSynth();
    expect(value()).toEqual({ computed: 3 });
  });

  test('is computed again after it threw', () => {
    let isBroken = true;
    const value = oncePerSynth(() => {
      if (isBroken) throw new Error('broken');
      return 'fine';
    });
    expect(value).toThrow('broken');
    isBroken = false;
    expect(value()).toBe('fine');
  });
});

describe('a warning', () => {
  const noTag = warning('service/image-tag', 'no tag', 'pin it');
  const never = warning('scaler/never-scales', 'never', 'enable it');

  test('is emitted once, with the path, a type of its own and the rule as code, and stops nothing', async () => {
    const chart = newChart(null);
    new Judged(chart, 'A', [noTag]);
    const expected = [
      ['[test/A] no tag; pin it (service/image-tag)', { type: 'LlmInferenceWarning', code: 'service/image-tag' }],
    ];
    expect(emittedBy(() => expect(errorsOf(chart)).toEqual([]))).toEqual(expected);
    await nextSynth();
    expect(emittedBy(() => errorsOf(chart))).toEqual([]);
  });

  test('is emitted for each construct that gives it', () => {
    const chart = newChart(null);
    new Judged(chart, 'A', [noTag, noTag]);
    new Judged(chart, 'B', [noTag]);
    expect(emittedBy(() => errorsOf(chart)).map(([text]) => text)).toEqual([
      '[test/A] no tag; pin it (service/image-tag)',
      '[test/B] no tag; pin it (service/image-tag)',
    ]);
  });

  test('is silenced by its rule, below the scope and nowhere else', () => {
    const chart = newChart(null);
    const quiet = new Construct(chart, 'Quiet');
    new Judged(new Construct(quiet, 'Deeper'), 'A', [noTag, never]);
    new Judged(chart, 'Beside', [noTag]);
    Warnings.silence(quiet, 'service/image-tag', 'the registry is immutable');
    expect(emittedBy(() => expect(errorsOf(chart)).toEqual([])).map(([text]) => text)).toEqual([
      '[test/Quiet/Deeper/A] never; enable it (scaler/never-scales)',
      '[test/Beside] no tag; pin it (service/image-tag)',
    ]);
  });

  test('is silenced on the construct itself, and by several rules', () => {
    const chart = newChart(null);
    const judged = new Judged(chart, 'A', [noTag, never]);
    Warnings.silence(judged, 'service/image-tag', 'known');
    Warnings.silence(judged, 'scaler/never-scales', 'known');
    expect(emittedBy(() => errorsOf(chart))).toEqual([]);
  });
});

describe('silencing', () => {
  test('does not silence errors', () => {
    const chart = newChart(null);
    new Judged(chart, 'A', [problem('metric/none', 'none', 'give one')]);
    Warnings.silence(chart, 'metric/none', 'not needed');
    expect(errorsOf(chart)).toEqual(['[test/A] none; give one (metric/none)']);
  });

  test.each([
    [
      'a rule that does not exist',
      'service/tag',
      'known',
      'there is no rule "service/tag" to silence; use the name that the warning ends with (warning/silence)',
    ],
    [
      'a word of JavaScript',
      'constructor',
      'known',
      'there is no rule "constructor" to silence; use the name that the warning ends with (warning/silence)',
    ],
    [
      'no reason',
      'service/image-tag',
      '',
      "rule 'service/image-tag' is silenced without a reason; say why it does not apply here (warning/silence)",
    ],
    [
      'a blank reason',
      'service/image-tag',
      ' \n',
      "rule 'service/image-tag' is silenced without a reason; say why it does not apply here (warning/silence)",
    ],
    [
      'an undefined reason',
      'service/image-tag',
      undefined as any,
      "rule 'service/image-tag' is silenced without a reason; say why it does not apply here (warning/silence)",
    ],
  ])('refuses %s', (_what, rule, reason, text) => {
    const chart = newChart(null);
    Warnings.silence(chart, rule, reason);
    expect(errorsOf(chart)).toEqual([`[test] ${text}`]);
  });
});
