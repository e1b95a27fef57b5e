import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing, Yaml } from 'cdk8s';
import { StackValidation, type StackValidationProperties, type StackViolation } from '../../src';
import { appFolder } from '../support/installed';
import { ROOT } from '../support/markdown';
import { HandWritten } from './apps';

const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

/** An app of plain ApiObjects that uses nothing of this package. */
const appOf = (port: string) => `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'prod', { namespace: 'llm' });
const labels = { app: 'qwen' };
new ApiObject(chart, 'Server', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'qwen' },
  spec: {
    selector: { matchLabels: labels },
    strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: 'vllm',
            image: 'vllm/vllm-openai:v0.11.0',
            args: ['--model=Qwen/Qwen2.5-7B-Instruct'],
            ports: [{ name: 'http', containerPort: 8000 }],
            resources: { requests: { cpu: '4', memory: '16Gi' }, limits: { 'nvidia.com/gpu': '1', memory: '16Gi' } },
          },
        ],
      },
    },
  },
});
new ApiObject(chart, 'Front', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'qwen-front', labels },
  spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});
new ApiObject(chart, 'Monitor', {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'qwen-monitor' },
  spec: { selector: { matchLabels: labels }, endpoints: [{ port: '${port}', interval: '15s' }] },
});
app.synth();
`;

let folders: ReturnType<typeof appFolder>;
beforeAll(() => {
  folders = appFolder();
  mkdirSync(folders.app, { recursive: true });
});
afterAll(() => rmSync(folders.root, { recursive: true }));

/** Runs the command line of cdk8s on an app, with the plugin as the documentation says. */
function cdk8sSynth(port: string, properties = '', more: readonly string[] = []) {
  const { app } = folders;
  writeFileSync(join(app, 'main.js'), appOf(port));
  const plugin = `package: ./node_modules/cdk8s-llm-inference\n    version: 0.1.0\n    class: StackValidation`;
  writeFileSync(
    join(app, 'cdk8s.yaml'),
    `language: typescript\napp: node main.js\noutput: dist\nvalidations:\n  - ${plugin}\n${properties}`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [CDK8S, 'synth', '--check-upgrade=false', ...more], {
    cwd: app,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folders.root, CDK8S_CHECK_UPGRADE: 'false' },
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the report is coloured
  return { status, stderr, report: stdout.replace(/\u001b\[\d+m/g, '') };
}

test('cdk8s synth passes an app that is whole', () => {
  const { status, report } = cdk8sSynth('http');
  expect(report).toContain('Validations ended succesfully');
  expect(report).toMatch(/errors +\u2502 0/);
  expect(status).toBe(0);
}, 60_000);

test('cdk8s synth fails on a broken wire, and its report shows rule, construct path and fix', () => {
  const { status, stderr, report } = cdk8sSynth('metrics', '', ['--validation-reports-output-file', 'report.json']);
  expect(status).toBe(2);
  expect(stderr).toContain('Validation failed. See above reports for details');
  expect(report).toContain('wire/monitor-port (error)');
  expect(report).toContain('Construct Path: prod/Monitor');
  expect(report).toContain('Construct Path: prod/Front');
  expect(report).toContain('Resource Name: qwen-monitor');
  expect(report).toMatch(/> ServiceMonitor\/llm\/qwen-monitor, line \d+: (?:- )?port: metrics/);
  expect(report).toContain('How to fix: write port: http');

  const [{ violations, summary }] = JSON.parse(readFileSync(join(folders.app, 'report.json'), 'utf8')).reports;
  expect(summary).toMatchObject({ status: 'failure', metadata: { errors: '1', warnings: '0' } });
  expect(violations).toEqual([
    {
      ruleName: 'wire/monitor-port (error)',
      recommendation: `'spec.endpoints[0].port' ("metrics") must be the name of a port of Service llm/qwen-front, whose ports are [http]. An endpoint whose port nothing has is a job without targets: nothing is scraped, and nothing says so.`,
      fix: 'write port: http',
      violatingConstructs: [
        {
          resourceName: 'qwen-monitor',
          manifestPath: 'dist/prod.k8s.yaml',
          locations: [expect.stringMatching(/^ServiceMonitor\/llm\/qwen-monitor, line \d+: .*port: metrics$/)],
          constructPath: 'prod/Monitor',
        },
        {
          resourceName: 'qwen-front',
          manifestPath: 'dist/prod.k8s.yaml',
          locations: ['Service/llm/qwen-front'],
          constructPath: 'prod/Front',
        },
      ],
    },
  ]);
}, 60_000);

describe('the class, called as cdk8s does', () => {
  const PORT = 'wire/monitor-port (error)';
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The report on a whole or broken app, with the properties that `cdk8s.yaml` gives. */
  async function reportOn(chart: HandWritten | string, properties?: StackValidationProperties) {
    const path = join(folder, 'prod.k8s.yaml');
    writeFileSync(path, typeof chart === 'string' ? chart : Yaml.stringify(...Testing.synth(chart)));
    const violations: StackViolation[] = [];
    const submitted: unknown[] = [];
    await new StackValidation(properties).validate({
      manifests: [path],
      report: {
        addViolation: (violation) => violations.push(violation),
        submit: (...args) => submitted.push(args),
      },
    });
    expect(submitted).toHaveLength(1);
    const [[status, metadata]] = submitted as [[string, Record<string, string>]];
    return { status, metadata, violations, rules: violations.map(({ ruleName }) => ruleName) };
  }

  const good = () => new HandWritten(new App(), 'prod');
  const bad = () => new HandWritten(new App(), 'prod', { port: 'metrics' });
  const profile = (text: string) => {
    const path = join(folder, 'profile.yaml');
    writeFileSync(path, text);
    return path;
  };

  test('succeeds on a whole app', async () => {
    expect(await reportOn(good())).toEqual({
      status: 'success',
      metadata: { errors: '0', warnings: '0' },
      violations: [],
      rules: [],
    });
  });

  test('fails on errors', async () => {
    const { status, rules } = await reportOn(bad());
    expect(status).toBe('failure');
    expect(rules).toContain(PORT);
  });

  test('heeds suppressions, facts and a profile file', async () => {
    const ignore = ['wire/monitor-port: a sidecar has the port', 'metric/not-scraped: and so it is scraped'];
    expect(await reportOn(bad(), { ignore, assume: ['kedaVersion=2.20'] })).toMatchObject({ status: 'success' });
    const off = '{ severity: off, reason: a test }';
    const text = `rules: { wire/monitor-port: warning, metric/not-scraped: ${off} }`;
    const lowered = await reportOn(bad(), { profile: profile(text) });
    expect(lowered).toMatchObject({ status: 'success', rules: ['wire/monitor-port (warning)'] });
    expect(await reportOn(bad(), { profile: profile(text), severity: 'warning' })).toMatchObject({ status: 'failure' });
  });

  test('what cannot be parsed is a violation of its file', async () => {
    const { status, violations } = await reportOn('a: [\n');
    expect(status).toBe('failure');
    expect(violations[0]).toMatchObject({
      ruleName: 'yaml/unparsable (error)',
      violatingResources: [
        { resourceName: 'prod.k8s.yaml', manifestPath: join(folder, 'prod.k8s.yaml'), locations: [] },
      ],
    });
  });

  test.each([
    [{ severty: 'warning' }, "there is no property 'severty'", "did you mean 'severity'?"],
    [{ nonsense: 1 }, "there is no property 'nonsense'", 'there are profile, ignore, assume, severity'],
    [{ severity: 'loud' }, `'severity' ("loud") must be error or warning`, 'write one of them'],
    [{ profile: 'nothing.yaml' }, "the profile 'nothing.yaml' cannot be read (ENOENT)", 'correct it'],
  ])('the properties %j fail', async (properties, message, fix) => {
    const { status, violations } = await reportOn(good(), properties as StackValidationProperties);
    expect(status).toBe('failure');
    expect(violations).toMatchObject([
      {
        ruleName: 'checks/settings (error)',
        fix,
        recommendation: `${message}. Nothing is checked as long as it is not known how.`,
      },
    ]);
  });
});
