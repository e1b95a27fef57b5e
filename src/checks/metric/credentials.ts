import { valueAt } from '../../stack/fields';
import { type Rule, wrongValue } from '../rule';
import { alsoOf } from './queries';

/** Ports on which OpenShift's Thanos asks for a token. */
const WITH_TOKEN = /^https:\/\/(?:thanos-querier\.openshift-monitoring\.|prometheus-k8s\.openshift-monitoring\.)/;

/** A Prometheus that asks for credentials gets some. */
export const metricCredentials: Rule = {
  name: 'metric/credentials',
  severity: 'error',
  demands: 'a trigger on a Prometheus that asks for credentials has some',
  why: 'Prometheus answers 401, which KEDA takes for lost: the size is held, or that of the fallback taken.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/#authentication-parameters',
  *check(graph) {
    for (const metric of graph.metrics) {
      const { manifest } = metric.scaler;
      if (metric.from !== 'prometheus' || metric.queryPlace === undefined) continue;
      const path = [...metric.queryPlace.path.slice(0, -1), 'serverAddress'];
      const address = valueAt(manifest.fields, path);
      const isTrigger = metric.queryPlace.path.at(-2) === 'metadata';
      const reference = valueAt(manifest.fields, [...path.slice(0, -2), 'authenticationRef']);
      if (typeof address !== 'string' || !WITH_TOKEN.test(address) || reference !== undefined) continue;
      yield wrongValue(
        manifest,
        path,
        'asks for a token, and none is given',
        isTrigger
          ? 'add authModes: bearer and an authenticationRef to a TriggerAuthentication'
          : 'add an authenticationRef to a TriggerAuthentication',
        { also: alsoOf(metric) },
      );
    }
  },
};
