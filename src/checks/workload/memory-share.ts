import { show } from '../../kubernetes/mistake';
import { type Rule, wrong } from '../rule';
import { argumentsPath, servingContainers } from './arguments';

/** The share of a GPU's memory is a share. */
export const memoryShare: Rule = {
  name: 'workload/memory-share',
  severity: 'error',
  demands: "the share of a GPU's memory that an engine takes is above 0 and at most 1",
  why: 'The engine refuses it and crashes at each start.',
  link: 'https://docs.vllm.ai/en/latest/cli/serve.html',
  *check(graph) {
    for (const { workload, container, flags, args } of servingContainers(graph)) {
      const text = args.get(flags.gpuMemoryUtilization);
      if (text === undefined || /\$\(/.test(text)) continue;
      const share = Number(text === '' ? Number.NaN : text);
      if (share > 0 && share <= 1) continue;
      yield wrong(
        workload.manifest,
        argumentsPath(container),
        `--${flags.gpuMemoryUtilization} (${show(text)}) must be above 0 and at most 1`,
        share >= 2 && share <= 100 ? `write ${share / 100}` : 'write 0.9',
      );
    }
  },
};
