import { plainText } from '../../stack/fields';
import { bad, below, partOf } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

const SCRAPING = 'serving.kserve.io/enable-prometheus-scraping';

/** The port that is scraped is one that answers. */
export const scrapingAnnotation: Rule = {
  name: 'kserve/scraping-annotation',
  severity: 'error',
  demands: `an InferenceService that becomes a Deployment does not have ${SCRAPING}`,
  why: "KServe's pod webhook then sets prometheus.io/port to 9091, over the port that was written, and without Knative nothing listens there.",
  link: 'https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/metrics_aggregate_injector.go',
  *check(graph) {
    for (const { manifest, predictor } of standardServices(graph))
      for (const part of [partOf(manifest, 'metadata', 'annotations'), below(predictor, 'annotations')])
        if (plainText(part.fields[SCRAPING]) === 'true')
          yield bad(
            part,
            SCRAPING,
            'must not be set where KServe makes a Deployment',
            'leave it out, and scrape by a ServiceMonitor or PodMonitor',
          );
  },
};
