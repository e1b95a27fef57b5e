import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../kubectl';
import { parsed } from '../manifests';
import type { Component, Plane } from '../plane';
import { program } from '../tools';

/** The controller's clock: the time zone of its container in ACK. */
export const CONTROLLER_ZONE = 'Asia/Shanghai';

const CRD = join(__dirname, '../../../imports/crds/autoscaling.alibabacloud.com.yaml');

interface Crd extends KubeObject {
  readonly spec: {
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: { readonly properties: object } } }[];
  };
}

/** A controller of another version than the one that is built here, if somebody has one. */
export const GIVEN_CONTROLLER = process.env.CRONHPA_CONTROLLER;

/**
 * The CronHPA controller: the newest release that is a Go module (1.3.0), or the program that `CRONHPA_CONTROLLER`
 * names. It keeps what it knows of its jobs in the status, which our schema of the kind leaves out.
 */
export const cronHpa: Component = {
  tools: GIVEN_CONTROLLER === undefined ? ['cronhpa'] : [],
  crds: () => (parsed(readFileSync(CRD, 'utf8')) as Crd[]).map(withStatus),
  async start({ network, processes, kubectl }: Plane) {
    const controller = processes.start('cronhpa', {
      namespace: network.control,
      command: [
        'env',
        `TZ=${CONTROLLER_ZONE}`,
        `KUBECONFIG=${kubectl.kubeconfig}`,
        GIVEN_CONTROLLER ?? program('cronhpa', 'kubernetes-cronhpa-controller'),
      ],
    });
    await controller.ready(async () => /Starting the Cmd/.test(controller.tail(1000)));
  },
};

function withStatus(crd: Crd): Crd {
  const status = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const versions = crd.spec.versions.map((version) => {
    const { openAPIV3Schema } = version.schema;
    const properties = { ...openAPIV3Schema.properties, status };
    return { ...version, schema: { openAPIV3Schema: { ...openAPIV3Schema, properties } } };
  });
  return { ...crd, spec: { ...crd.spec, versions } };
}
