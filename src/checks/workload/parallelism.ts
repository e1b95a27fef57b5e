import type { Arguments } from '../../kubernetes/engine-arguments';
import { type Rule, wrong } from '../rule';
import { acceleratorsOf, argumentsPath, type Serving, servingContainers } from './arguments';

/** An engine uses as many GPUs as its pod has. */
export const parallelism: Rule = {
  name: 'workload/parallelism',
  severity: 'error',
  demands: 'an engine is spread over as many GPUs as its pod has',
  why: 'An engine that wants more GPUs than there are crashes at each start; one that wants fewer leaves them idle, and paid for.',
  link: 'https://docs.vllm.ai/en/latest/serving/parallelism_scaling.html',
  *check(graph) {
    for (const serving of servingContainers(graph)) {
      const { workload, container, title } = serving;
      const gpus = acceleratorsOf(container.fields);
      // Several nodes share the work in ways that one pod does not show.
      if (gpus === undefined || workload.kind === 'LeaderWorkerSet' || workload.pod.workerSpec !== undefined) continue;
      const { wanted, factors } = sizeOf(serving);
      if (wanted === gpus) continue;
      const isShort = wanted > gpus;
      yield wrong(
        workload.manifest,
        isShort ? argumentsPath(container) : [...container.path, 'resources', 'limits'],
        `${title} ${isShort ? 'wants' : 'uses only'} ${wanted} of the GPUs of a pod (${factors}), and the container '${container.name}' has ${gpus}`,
        isShort
          ? `ask for ${wanted} GPUs, or write --${serving.flags.tensorParallelSize}=${gpus}`
          : `write --${serving.flags.tensorParallelSize}=${gpus}, or ask for ${wanted}`,
        { severity: isShort ? 'error' : 'warning' },
      );
    }
  },
};

function sizeOf({ args, flags }: Serving): { readonly wanted: number; readonly factors: string } {
  const tensor = wholeOf(args, flags.tensorParallelSize);
  const pipeline = wholeOf(args, flags.pipelineParallelSize);
  // With attention in parallel the copies share the GPUs of the tensor parallelism.
  const data = args.has('enable-dp-attention') ? 1 : wholeOf(args, flags.dataParallelSize);
  return {
    wanted: tensor * pipeline * data,
    factors: `tensor ${tensor} × pipeline ${pipeline}${data > 1 ? ` × data ${data}` : ''}`,
  };
}

function wholeOf(args: Arguments, name: string): number {
  const text = args.get(name) ?? '';
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}
