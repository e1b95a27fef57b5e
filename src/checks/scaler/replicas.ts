import { fieldsOf, valueAt } from '../../stack/fields';
import { LLM_INFERENCE_SERVICE, NIM_SERVICE, ofKind } from '../kinds';
import { bad, partOf } from '../part';
import { nameOf, type Rule, wrongValue } from '../rule';

/** The number of replicas is the scaler's alone. */
export const replicas: Rule = {
  name: 'scaler/replicas',
  severity: 'warning',
  demands: 'a workload that is scaled does not say how many replicas it has',
  why: 'Each apply puts the number back, in the middle of the load, and the scaler needs minutes to come up again.',
  link: 'https://github.com/argoproj/argo-cd/issues/5105',
  *check(graph) {
    for (const { scalers, replicas: place } of graph.workloads) {
      const scaler = scalers.find(({ madeBy }) => madeBy !== 'KServe');
      if (place?.value === undefined || scaler === undefined) continue;
      const command = `kubectl apply set-last-applied -f ${place.manifest.file ?? 'FILE'}`;
      yield wrongValue(
        place.manifest,
        place.path,
        `must not be given beside ${nameOf(scaler.manifest)}`,
        `leave it out; before that is applied to what runs, '${command}' lets kubectl forget the number, or it falls to 1`,
        { also: [scaler.manifest] },
      );
    }
    for (const manifest of ofKind(graph, NIM_SERVICE)) {
      const spec = partOf(manifest, 'spec');
      if (fieldsOf(spec.fields.scale).enabled === true && spec.fields.replicas !== undefined)
        yield bad(
          spec,
          'replicas',
          "must not be given beside 'scale.enabled: true'; the API server refuses both",
          'leave it out',
          { severity: 'error' },
        );
    }
    for (const manifest of ofKind(graph, LLM_INFERENCE_SERVICE))
      for (const path of [['spec'], ['spec', 'prefill']]) {
        const spec = partOf(manifest, ...path);
        if (valueAt(spec.fields, ['scaling']) !== undefined && spec.fields.replicas !== undefined)
          yield bad(
            spec,
            'replicas',
            "must not be given beside 'scaling'; the API server refuses both",
            'leave it out',
            { severity: 'error' },
          );
      }
  },
};
