import { groupOf } from '../../stack/manifest';
import { type Rule, wrongValue } from '../rule';

/** Kinds that have a scale subresource, with their groups. */
const SCALABLE: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['apps'],
  StatefulSet: ['apps'],
  ReplicaSet: ['apps'],
  ReplicationController: [''],
};
/** Kinds that people name and that have none, with what they mean. */
const NOT_SCALABLE: Readonly<Record<string, string>> = {
  Pod: "name the Deployment that makes it: 'kind: Deployment'",
  Service: "name the Deployment behind it: 'kind: Deployment'",
  DaemonSet: 'it has one pod on each node; use a Deployment',
  Job: 'use a ScaledJob of KEDA',
  InferenceService: "name the Deployment that KServe makes: 'kind: Deployment' and its name with '-predictor'",
};

/** What is scaled can be scaled. */
export const target: Rule = {
  name: 'scaler/target',
  severity: 'error',
  demands: 'a scaler names a kind with a scale subresource, in its API group',
  why: 'The controller cannot read or set the number of replicas, and reports FailedGetScale for ever.',
  link: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#scale-subresource',
  *check(graph) {
    for (const { manifest, madeBy, by, target: named } of graph.scalers) {
      if (madeBy !== undefined) continue;
      const path = named.place.path;
      const { kind, apiVersion } = named;
      if (Object.hasOwn(NOT_SCALABLE, kind))
        yield wrongValue(manifest, [...path, 'kind'], 'must be a kind with a scale subresource', NOT_SCALABLE[kind]);
      if (!Object.hasOwn(SCALABLE, kind) || (by === 'keda' && apiVersion === undefined)) continue;
      // The CronHPA controller crashes without a group: a rule of its own.
      if (by === 'cron' && apiVersion !== undefined && !apiVersion.includes('/')) continue;
      if (apiVersion !== undefined && SCALABLE[kind].includes(groupOf(apiVersion))) continue;
      const [right] = SCALABLE[kind];
      const version = right === '' ? 'v1' : `${right}/v1`;
      yield wrongValue(
        manifest,
        [...path, 'apiVersion'],
        `must be ${version} for a ${kind}`,
        `write 'apiVersion: ${version}'`,
      );
    }
  },
};
