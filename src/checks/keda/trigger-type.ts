import { nearest } from '../nearest';
import { bad } from '../part';
import type { Rule } from '../rule';
import { allTriggers, scaledObjects } from './triggers';

/** The types of triggers that KEDA has. */
const TYPES = new Set(
  `activemq apache-kafka arangodb artemis-queue aws-cloudwatch aws-dynamodb aws-dynamodb-streams aws-kinesis-stream
  aws-sqs-queue azure-app-insights azure-blob azure-data-explorer azure-eventhub azure-log-analytics azure-monitor
  azure-pipelines azure-queue azure-servicebus beanstalkd cassandra couchdb cpu cron datadog dynatrace elastic-forecast
  elasticsearch
  etcd external external-push forgejo-runner gcp-cloudtasks gcp-pubsub gcp-stackdriver gcp-storage github-runner
  graphite huawei-cloudeye ibmmq influxdb kafka kubernetes-resource kubernetes-workload liiklus loki memory metrics-api
  mongodb mssql mysql nats-jetstream new-relic nsq opensearch openstack-metric openstack-swift postgresql predictkube prometheus
  pulsar rabbitmq redis redis-cluster redis-cluster-streams redis-sentinel redis-sentinel-streams redis-streams
  selenium-grid solace-direct-messaging solace-event-queue solarwinds solr splunk splunk-observability stan sumologic
  temporal`.split(/\s+/),
);

/** A ScaledObject has triggers, of types that there are. */
export const triggerType: Rule = {
  name: 'keda/trigger-type',
  severity: 'error',
  demands: 'a ScaledObject has at least one trigger, and each is of a type that KEDA has',
  why: 'KEDA finds no scaler for it and makes no HPA.',
  link: 'https://keda.sh/docs/latest/scalers/',
  *check(graph) {
    for (const { spec, triggers } of scaledObjects(graph))
      if (triggers.length === 0)
        yield bad(spec, 'triggers', 'must hold a trigger', "add one, for example 'type: prometheus'");
    for (const { part, type } of allTriggers(graph)) {
      if (type !== '' && TYPES.has(type)) continue;
      const meant = nearest(type, TYPES);
      // A newer KEDA may have types that are not known here; a slip of the pen is none of them.
      const isUnsure = type !== '' && meant === undefined;
      yield bad(
        part,
        'type',
        'must be a type of trigger that KEDA has',
        meant === undefined ? "write 'prometheus', for example" : `did you mean '${meant}'?`,
        {
          severity: isUnsure ? 'warning' : 'error',
        },
      );
    }
  },
};
