import { nameOf, type Rule, wrong } from '../rule';
import { standardServices } from './services';

/** What is scraped through the Service reaches the engine. */
export const agentPort: Rule = {
  name: 'kserve/agent-port',
  severity: 'error',
  demands: 'an InferenceService with a logger or a batcher is not scraped through the first port of its Service',
  why: 'KServe lets that port lead to its agent on 9081, which has no metrics of the engine.',
  link: 'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go',
  *check(graph) {
    for (const { manifest, predictor } of standardServices(graph)) {
      const agent = ['logger', 'batcher'].find((field) => predictor.fields[field] !== undefined);
      if (agent === undefined) continue;
      const service = graph.services.find((each) => each.madeBy === 'KServe' && each.manifest === manifest);
      const first = service?.ports[0]?.name;
      if (service === undefined) continue;
      for (const monitor of graph.monitors) {
        if (monitor.finds !== 'services' || !monitor.services.some(({ to }) => to === service)) continue;
        for (const endpoint of monitor.endpoints)
          if (endpoint.port !== undefined && endpoint.port === first)
            yield wrong(
              monitor.manifest,
              [...endpoint.path, 'port'],
              `the port '${endpoint.port}' of Service '${service.name}' leads to KServe's agent, since ${nameOf(manifest)} has a ${agent}`,
              'scrape the pods by a PodMonitor instead',
              { also: [manifest] },
            );
      }
    }
  },
};
