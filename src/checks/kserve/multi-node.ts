import { schemeOf } from '../../kubernetes/storage-schemes';
import { textOf } from '../../stack/fields';
import { isWhole } from '../numbers';
import { bad, below, itemsOf, partOf } from '../part';
import type { Rule } from '../rule';
import { CLASS, inferenceServices } from './services';

/** A predictor of several nodes is not scaled. */
export const multiNode: Rule = {
  name: 'kserve/multi-node',
  severity: 'error',
  demands:
    'an InferenceService of several nodes has the class none, a model on a claim or in an image, and sizes of at least 1',
  why: "KServe's webhook refuses anything else.",
  link: 'https://kserve.github.io/website/docs/model-serving/generative-inference/multi-node',
  *check(graph) {
    for (const { manifest, predictor, autoscalerClass, containers, model } of inferenceServices(graph)) {
      if (predictor.fields.workerSpec === undefined) continue;
      const worker = below(predictor, 'workerSpec');
      if (autoscalerClass !== 'none')
        yield bad(
          partOf(manifest, 'metadata', 'annotations'),
          CLASS,
          "must be none beside 'workerSpec'",
          "write 'none', and give minReplicas as the size",
        );
      const uri = textOf(model?.fields.storageUri);
      if (model !== undefined && uri !== undefined && !['pvc://', 'oci://'].includes(schemeOf(uri) ?? ''))
        yield bad(
          model,
          'storageUri',
          "must be on a claim or in an image beside 'workerSpec'",
          "write 'pvc://claim/path'",
        );
      for (const size of ['pipelineParallelSize', 'tensorParallelSize'])
        if (worker.fields[size] !== undefined && !isWhole(worker.fields[size], 1))
          yield bad(worker, size, 'must be a whole number of at least 1', 'give the number of nodes or GPUs');
      for (const container of [
        ...containers,
        ...(model === undefined ? [] : [model]),
        ...itemsOf(worker, 'containers'),
      ])
        for (const variable of itemsOf(container, 'env'))
          if (variable.fields.name === 'TENSOR_PARALLEL_SIZE' || variable.fields.name === 'PIPELINE_PARALLEL_SIZE')
            yield bad(variable, 'name', 'must not be set, since KServe does so', "give the size in 'workerSpec'");
    }
  },
};
