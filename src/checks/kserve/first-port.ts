import { bad, itemsOf } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** What KServe makes of the first port. */
const SERVICE_PORT = 80;

/** The ports of a container can become those of a Service. */
export const firstPort: Rule = {
  name: 'kserve/first-port',
  severity: 'error',
  demands: `no port of a container of an InferenceService but the first is ${SERVICE_PORT}`,
  why: `KServe makes the first port number ${SERVICE_PORT} of the Service and takes the others as they are: with two of that number the Service is invalid, and there is no Deployment either.`,
  link: 'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go',
  *check(graph) {
    for (const { containers, model } of standardServices(graph)) {
      const [serving] = model === undefined ? containers : [model];
      if (serving === undefined) continue;
      for (const port of itemsOf(serving, 'ports').slice(1))
        if (port.fields.containerPort === SERVICE_PORT)
          yield bad(
            port,
            'containerPort',
            `must not be ${SERVICE_PORT}, which is what the first port becomes`,
            'put the serving port first, and give this one another number',
          );
    }
  },
};
