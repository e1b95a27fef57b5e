import type { EngineFound } from '../../stack/parts';
import { type Rule, wrong } from '../rule';
import { nodeName } from '../wire/miss';
import { alsoOf } from './queries';

/** The engine was told to export its metrics. */
export const metricNotEnabled: Rule = {
  name: 'metric/not-enabled',
  severity: 'error',
  demands: 'the engine is told to export the series that are scaled by',
  why: 'An engine whose metrics are off exports nothing, or nothing but zeros, and the service never scales.',
  link: 'https://docs.sglang.io/references/production_metrics.html',
  *check(graph) {
    const said = new Set<string>();
    for (const metric of graph.metrics) {
      const workload = metric.scaler.workload?.to;
      for (const { row, selector, sources } of metric.selectors) {
        if (workload?.engine === undefined || row === undefined || !sources.some(({ from }) => from === 'engine'))
          continue;
        const option = missingOption(workload.engine, row.needs);
        const key = `${workload.id} ${option?.what}`;
        if (option === undefined || said.has(key)) continue;
        said.add(key);
        yield wrong(
          workload.manifest,
          [...workload.engine.container.path, 'args'],
          `${workload.engine.table.title} of ${nodeName(workload)} ${option.what}, and ${nodeName(metric.scaler)} scales by ${selector.name}`,
          option.fix,
          { also: [metric.scaler.manifest, ...alsoOf(metric).filter((each) => each !== workload.manifest)] },
        );
      }
    }
  },
};

function missingOption(
  { table, container }: EngineFound,
  needs: string | undefined,
): { what: string; fix: string } | undefined {
  const { words } = container;
  // What is started by a script or by the image alone may be told elsewhere.
  if (words.length === 0 || words.some((word) => /\$\(|\.sh$/.test(word) && !word.startsWith('-'))) return undefined;
  const has = (option: string) => words.some((word) => word === option || word.startsWith(`${option}=`));
  if (table.title === 'SGLang' && !has('--enable-metrics'))
    return { what: 'exports no metrics without --enable-metrics', fix: 'add --enable-metrics to its arguments' };
  if (/vLLM|huggingface/.test(table.title) && has('--disable-log-stats'))
    return { what: 'counts nothing under --disable-log-stats', fix: 'take --disable-log-stats out' };
  const [option, ...value] = (needs ?? '').split(' ');
  if (!option.startsWith('--') || has(option)) return undefined;
  return { what: `exports that only with ${needs}`, fix: `add ${[option, ...value].join(' ')} to its arguments` };
}
