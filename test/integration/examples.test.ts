import { EXAMPLE_NAMES } from '../support/examples';
import { readText } from '../support/markdown';
import { run } from '../support/snippet';

/** True of the systems that the examples reproduce: ACK's KServe 0.15, and a model that brings code of its own. */
const KNOWN = ['kserve/replica-reset', 'service/remote-code'];

/** The program of an example, with the checks enabled. */
function checked(name: string): string {
  const program = readText(`examples/${name}/main.ts`);
  return `import { StackChecks } from 'cdk8s-llm-inference';\n${program.replace('app.synth();', 'StackChecks.enable(app);\napp.synth();')}`;
}

test.each(EXAMPLE_NAMES)('the checks have nothing against the example %s', (name) => {
  const warnings: jest.SpyInstance = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    expect(checked(name)).toContain('StackChecks.enable(app)');
    expect(run(checked(name), require).length).toBeGreaterThan(0);
    const rules = warnings.mock.calls.map(([, options]) => options.code);
    expect(rules.filter((rule) => !KNOWN.includes(rule))).toEqual([]);
  } finally {
    warnings.mockRestore();
  }
});

test('a broken example would fail', () => {
  const broken = checked('vllm-hpa').replace(
    'StackChecks.enable(app);',
    `StackChecks.enable(app);
for (const each of app.node.findAll())
  if (each instanceof cdk8s.ApiObject && each.kind === 'ServiceMonitor')
    each.addJsonPatch(cdk8s.JsonPatch.replace('/spec/endpoints/0/port', 'nothing'));
`,
  );
  expect(() => run(`import * as cdk8s from 'cdk8s';\n${broken}`, require)).toThrow('(wire/monitor-port)');
});
