import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './chart';
import { HPA_SCHEMA } from './hpa-schema';

const CRDS = join(__dirname, '..', '..', 'imports', 'crds');
type Schema = Record<string, any>;

/** Our own schemas, by kind, closed: a field that they do not name is an error. */
export const VALIDATORS: ReadonlyMap<string, ValidateFunction> = new Map([
  ...readdirSync(CRDS).flatMap((file) =>
    parseAllDocuments(readFileSync(join(CRDS, file), 'utf8')).map((document) => {
      const { spec } = document.toJS();
      const schema = close(spec.versions[0].schema.openAPIV3Schema);
      // The API server judges metadata by rules of its own, and so do our tests of names and labels.
      schema.properties.metadata = {};
      return [spec.names.kind as string, new Ajv({ formats: { int32: true } }).compile(schema)] as const;
    }),
  ),
  ['HorizontalPodAutoscaler', new Ajv().compile(HPA_SCHEMA)],
]);

/** A structural schema of Kubernetes as one that ajv takes, closed wherever it lists properties. */
function close(schema: Schema): Schema {
  const { 'x-kubernetes-int-or-string': intOrString, 'x-kubernetes-preserve-unknown-fields': open, ...rest } = schema;
  if (intOrString) return { anyOf: [{ type: 'integer' }, { type: 'string' }] };
  const closed: Schema = { ...rest };
  if (schema.properties) {
    closed.properties = Object.fromEntries(
      Object.entries(schema.properties as Schema).map(([key, value]) => [key, close(value)]),
    );
    if (!open) closed.additionalProperties = false;
  }
  if (schema.items) closed.items = close(schema.items);
  return closed;
}

/** What is wrong with a manifest by our own schemas and by a strict reading of the core kinds; nothing when valid. */
export function invalid(manifest: Manifest): string[] {
  const validate = VALIDATORS.get(manifest.kind);
  if (validate) {
    const found = validate(manifest) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
    return manifest.kind === 'InferenceService' ? [...found, ...unknownPodFields(manifest)] : found;
  }
  return manifest.kind in TO_JSON ? dropped(manifest) : ['unknown kind'];
}

/** The part of a predictor that is a PodSpec, read as the pod that KServe makes of it. */
export function podOf({ metadata, spec }: Manifest): Manifest {
  const { model, containers, ...rest } = spec.predictor;
  const { modelFormat, runtime, protocolVersion, storageUri, ...container } = model ?? {};
  const known = VALIDATORS.get('InferenceService')?.schema as Schema;
  const ours = new Set(Object.keys(known.properties.spec.properties.predictor.properties));
  const fields = Object.fromEntries(Object.entries(rest).filter(([key]) => !ours.has(key)));
  const all = containers ?? [{ name: 'kserve-container', image: 'of-the-runtime', ...container }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: metadata.name }, spec: { ...fields, containers: all } };
}

function unknownPodFields(manifest: Manifest): string[] {
  return dropped(podOf(manifest));
}

const TO_JSON: Record<string, (props: any) => any> = {
  Deployment: k8s.toJson_KubeDeploymentProps,
  Service: k8s.toJson_KubeServiceProps,
  ConfigMap: k8s.toJson_KubeConfigMapProps,
  Pod: k8s.toJson_KubePodProps,
  PodDisruptionBudget: k8s.toJson_KubePodDisruptionBudgetProps,
  NetworkPolicy: k8s.toJson_KubeNetworkPolicyProps,
};

/** Fields that are a number or a text, and classes in the generated types. */
const INT_OR_STRING = ['targetPort', 'maxSurge', 'maxUnavailable', 'minAvailable'];

/** Leaves that the generated types do not know: they copy known fields only, so what is missing was misspelt. */
function dropped({ apiVersion, kind, ...rest }: Manifest): string[] {
  return lacking(rest, TO_JSON[kind](typed(rest, kind)), '').map((leaf) => `${leaf} is not a field of ${kind}`);
}

/** The leaves of a manifest that another one has not, or has otherwise, with their paths. */
function lacking(value: any, other: any, path: string): string[] {
  if (value === undefined || value === other) return [];
  if (value === null || typeof value !== 'object') return [`${path} = ${JSON.stringify(value)}`];
  return Object.keys(value).flatMap((key) => lacking(value[key], other?.[key], `${path}/${key}`));
}

/** Quantities and ports are classes in the generated types. */
function typed(value: any, kind: string, key = ''): any {
  if (Array.isArray(value)) return value.map((item) => typed(item, kind, key));
  if (value === null || typeof value !== 'object') {
    if (INT_OR_STRING.includes(key) || (key === 'port' && kind === 'NetworkPolicy'))
      return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(value);
    return key === 'sizeLimit' ? k8s.Quantity.fromString(value) : value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'requests' || name === 'limits')
        return [name, Object.fromEntries(Object.entries(inner as Schema).map(([k, v]) => [k, { value: v }]))];
      if (name === 'port' && (key === 'httpGet' || key === 'tcpSocket')) return [name, { value: inner }];
      return [name === 'clusterIP' ? 'clusterIp' : name, typed(inner, kind, name)];
    }),
  );
}

/** What the models generated from upstream's types say of manifests; one process for all. */
export function secondOpinion(manifests: readonly Manifest[]): string[] {
  const known = manifests
    .map((manifest) => (manifest.kind === 'InferenceService' ? podOf(manifest) : manifest))
    .filter(({ apiVersion }) => !/alibabacloud/.test(apiVersion));
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'second-opinion.mjs')], {
    input: JSON.stringify(known),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as string[]).filter((verdict) => verdict !== 'valid');
}
