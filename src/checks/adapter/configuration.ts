import { nameOf, type Rule, wrong } from '../rule';

/** The configuration of the adapter can be read. */
export const adapterConfiguration: Rule = {
  name: 'adapter/configuration',
  severity: 'error',
  demands: 'the configuration of a metrics adapter is YAML',
  why: 'The adapter exits at a configuration that it cannot read, so that no HPA of the cluster gets a custom metric.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/pkg/config/loader.go',
  *check(graph) {
    for (const { manifest, path, problem } of graph.adapters)
      if (problem)
        yield wrong(
          manifest,
          path,
          `the adapter cannot read its configuration in ${nameOf(manifest)}: ${problem.message.replace(/^the YAML cannot be read: /, '')}`,
          'correct the YAML: most often a line is indented too far or too little',
          { line: problem.line },
        );
  },
};
