import { join } from 'node:path';
import 'cdk8s-llm-inference/jest';
import { App, Chart, Include } from 'cdk8s';
import { StackChecks } from '../../src';
import { cli } from '../cli/support';
import { ROOT, readText } from '../support/markdown';

const FOLDER = join(ROOT, 'examples', 'own-rules');
const { ownRegistry, owner } = require(join(FOLDER, 'rules.js'));
const STACK = readText('examples/own-rules/stack.yaml');

const IMAGE = `'spec.template.spec.containers[0].image' ("docker.io/vllm/vllm-openai:v0.11.0") must begin with registry.example.com/`;
const MIRROR = 'mirror it and write registry.example.com/vllm-openai:v0.11.0';

test('the command line runs the rules that the profile file beside the manifests names', async () => {
  const { code, out } = await cli([
    'check',
    FOLDER,
    '--format',
    'json',
    '--rule',
    'house/registry',
    '--rule',
    'house/owner',
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(out).findings).toEqual([
    {
      rule: 'house/registry',
      severity: 'error',
      message: IMAGE,
      why: ownRegistry.why,
      fix: MIRROR,
      objects: ['Deployment/llm/gemma'],
      file: expect.stringMatching(/stack\.yaml$/),
      line: 1 + STACK.split('\n').findIndex((line) => line.includes('image:')),
    },
    expect.objectContaining({
      rule: 'house/owner',
      severity: 'warning',
      objects: ['HorizontalPodAutoscaler/llm/gemma'],
    }),
  ]);
});

test('they are explained and listed beside ours', async () => {
  const profile = join(FOLDER, '.cdk8s-llm-inference.yaml');
  expect((await cli(['explain', 'house/owner', '--profile', profile])).out).toContain(
    'Demands that scalers say who owns them.',
  );
  expect((await cli(['explain', 'house/owner', '--no-profile'])).code).toBe(2);
});

test('they run at synth, over YAML that is included', () => {
  const app = new App();
  new Include(new Chart(app, 'prod'), 'Stack', { url: join(FOLDER, 'stack.yaml') });
  const warnings: jest.SpyInstance = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  StackChecks.enable(app, { ownRules: [ownRegistry, owner] });
  expect(() => app.synthYaml()).toThrow(`${IMAGE}; ${MIRROR} (house/registry)`);
  expect(warnings.mock.calls.map(([, options]) => options.code)).toContain('house/owner');
  warnings.mockRestore();
});

test('they run in tests, and pass what is in order', () => {
  const mirrored = STACK.replace('docker.io/vllm/', 'registry.example.com/');
  expect(STACK).not.toHaveNoBrokenWires({ ownRules: [ownRegistry] });
  expect(mirrored).toHaveNoBrokenWires({ ownRules: [ownRegistry, owner] });
});
