// Package podautoscaler is laid beside a copy of the package of that name whose deciding functions have been renamed
// (e2e/oracles/tables.ts): it stands in for them, and writes down what they were asked and what they answered while
// Kubernetes' own tests run. Ages are milliseconds.
package podautoscaler

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	metricsclient "k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"
)

type fields = map[string]any

var writeLock sync.Mutex

func writeDown(kind string, asked, answered any) {
	writeLock.Lock()
	defer writeLock.Unlock()
	out, err := os.OpenFile(os.Getenv("HPA_TABLES"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	defer out.Close()
	if err := json.NewEncoder(out).Encode(fields{"kind": kind, "asked": asked, "answered": answered}); err != nil {
		panic(err)
	}
}

// spy passes on what the metrics are, and keeps it.
type spy struct {
	metricsclient.MetricsClient
	samples metricsclient.PodMetricsInfo
	series  []int64
	failed  bool
}

func (s *spy) GetResourceMetric(ctx context.Context, resource v1.ResourceName, namespace string, selector labels.Selector, container string) (metricsclient.PodMetricsInfo, time.Time, error) {
	samples, at, err := s.MetricsClient.GetResourceMetric(ctx, resource, namespace, selector, container)
	// The calculator changes what it gets.
	s.samples, s.failed = maps.Clone(samples), err != nil
	return samples, at, err
}

func (s *spy) GetRawMetric(name, namespace string, selector, metricSelector labels.Selector) (metricsclient.PodMetricsInfo, time.Time, error) {
	samples, at, err := s.MetricsClient.GetRawMetric(name, namespace, selector, metricSelector)
	// The calculator changes what it gets.
	s.samples, s.failed = maps.Clone(samples), err != nil
	return samples, at, err
}

func (s *spy) GetObjectMetric(name, namespace string, object *autoscalingv2.CrossVersionObjectReference, selector labels.Selector) (int64, time.Time, error) {
	value, at, err := s.MetricsClient.GetObjectMetric(name, namespace, object, selector)
	s.series, s.failed = []int64{value}, err != nil
	return value, at, err
}

func (s *spy) GetExternalMetric(name, namespace string, selector labels.Selector) ([]int64, time.Time, error) {
	series, at, err := s.MetricsClient.GetExternalMetric(name, namespace, selector)
	s.series, s.failed = series, err != nil
	return series, at, err
}

// question is what all questions to the calculator have in common.
type question struct {
	kind, target string
	value        int64
	resource     string
	current      int32
	status       int32
	within       Tolerances
	namespace    string
	pods         labels.Selector
	container    string
}

// ask lets the calculator answer with a spy at its metrics.
func (c *ReplicaCalculator) ask(q question, answer func(*ReplicaCalculator) (int32, *int32, int64, error)) {
	now := time.Now()
	watched := &spy{MetricsClient: c.metricsClient}
	copied := *c
	copied.metricsClient = watched
	list := c.listed(q)
	replicas, utilization, usage, err := answer(&copied)
	// Pods may come into the lister's sight in between: then it is not known which of them counted.
	if watched.failed || len(c.listed(q)) != len(list) {
		return
	}
	asked := fields{
		"type": q.kind, "target": q.target, "value": q.value, "resource": q.resource,
		"current": q.current, "status": q.status, "up": q.within.scaleUp, "down": q.within.scaleDown,
		"cpu": c.cpuInitializationPeriod.Milliseconds(), "readiness": c.delayOfInitialReadinessStatus.Milliseconds(),
		"series": append([]int64{}, watched.series...),
	}
	// Samples of other pods are no matter of a rehearsal.
	known := map[string]bool{}
	for _, pod := range list {
		known[pod.Name] = true
	}
	for name := range watched.samples {
		if !known[name] {
			return
		}
	}
	pods := []fields{}
	for _, pod := range list {
		request := int64(0)
		if q.target == "Utilization" {
			requests, requestErr := calculateRequests([]*v1.Pod{pod}, q.container, v1.ResourceName(q.resource))
			if requestErr != nil {
				return
			}
			request = requests[pod.Name]
		}
		pods = append(pods, podFields(pod, watched.samples, request, now))
	}
	asked["pods"] = pods
	answered := fields{"replicas": replicas, "usage": usage}
	if utilization != nil {
		answered["utilization"] = *utilization
	}
	if err != nil {
		answered = fields{"error": err.Error()}
	}
	writeDown("calculator", asked, answered)
}

// listed gives the pods that the question is about, in the order of their names.
func (c *ReplicaCalculator) listed(q question) []*v1.Pod {
	if q.pods == nil {
		return nil
	}
	found, err := c.podLister.Pods(q.namespace).List(q.pods)
	if err != nil {
		return nil
	}
	list := slices.Clone(found)
	slices.SortFunc(list, func(a, b *v1.Pod) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func podFields(pod *v1.Pod, samples metricsclient.PodMetricsInfo, request int64, now time.Time) fields {
	from := func(at time.Time) int64 { return at.Sub(now).Round(time.Millisecond).Milliseconds() }
	result := fields{
		"phase": pod.Status.Phase, "deleted": pod.DeletionTimestamp != nil, "start": nil, "ready": nil, "since": 0,
		"value": nil, "at": 0, "window": 0, "request": request,
	}
	if pod.Status.StartTime != nil {
		result["start"] = from(pod.Status.StartTime.Time)
	}
	for _, condition := range pod.Status.Conditions {
		if condition.Type == v1.PodReady {
			result["ready"] = condition.Status == v1.ConditionTrue
			result["since"] = from(condition.LastTransitionTime.Time)
		}
	}
	if sample, known := samples[pod.Name]; known {
		result["value"], result["at"], result["window"] = sample.Value, from(sample.Timestamp), sample.Window.Milliseconds()
	}
	return result
}

func (c *ReplicaCalculator) GetResourceReplicas(ctx context.Context, current, target int32, resource v1.ResourceName, within Tolerances, namespace string, pods labels.Selector, container string) (replicas, utilization int32, usage int64, at time.Time, err error) {
	c.ask(question{"Resource", "Utilization", int64(target), string(resource), current, current, within, namespace, pods, container},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, utilization, usage, at, err = c.realGetResourceReplicas(ctx, current, target, resource, within, namespace, pods, container)
			return replicas, &utilization, usage, err
		})
	return
}

func (c *ReplicaCalculator) GetRawResourceReplicas(ctx context.Context, current int32, target int64, resource v1.ResourceName, within Tolerances, namespace string, pods labels.Selector, container string) (replicas int32, usage int64, at time.Time, err error) {
	c.ask(question{"Resource", "AverageValue", target, string(resource), current, current, within, namespace, pods, container},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, usage, at, err = c.realGetRawResourceReplicas(ctx, current, target, resource, within, namespace, pods, container)
			return replicas, nil, usage, err
		})
	return
}

func (c *ReplicaCalculator) GetMetricReplicas(current int32, target int64, name string, within Tolerances, namespace string, pods, selector labels.Selector) (replicas int32, usage int64, at time.Time, err error) {
	c.ask(question{"Pods", "AverageValue", target, "", current, current, within, namespace, pods, ""},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, usage, at, err = c.realGetMetricReplicas(current, target, name, within, namespace, pods, selector)
			return replicas, nil, usage, err
		})
	return
}

func (c *ReplicaCalculator) GetObjectMetricReplicas(current int32, target int64, name string, within Tolerances, namespace string, object *autoscalingv2.CrossVersionObjectReference, pods, selector labels.Selector) (replicas int32, usage int64, at time.Time, err error) {
	c.ask(question{"Object", "Value", target, "", current, current, within, namespace, pods, ""},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, usage, at, err = c.realGetObjectMetricReplicas(current, target, name, within, namespace, object, pods, selector)
			return replicas, nil, usage, err
		})
	return
}

func (c *ReplicaCalculator) GetObjectPerPodMetricReplicas(status int32, target int64, name string, within Tolerances, namespace string, object *autoscalingv2.CrossVersionObjectReference, selector labels.Selector) (replicas int32, usage int64, at time.Time, err error) {
	c.ask(question{"Object", "AverageValue", target, "", status, status, within, namespace, nil, ""},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, usage, at, err = c.realGetObjectPerPodMetricReplicas(status, target, name, within, namespace, object, selector)
			return replicas, nil, usage, err
		})
	return
}

func (c *ReplicaCalculator) GetExternalMetricReplicas(current int32, target int64, name string, within Tolerances, namespace string, selector *metav1.LabelSelector, pods labels.Selector) (replicas int32, usage int64, at time.Time, err error) {
	c.ask(question{"External", "Value", target, "", current, current, within, namespace, pods, ""},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, usage, at, err = c.realGetExternalMetricReplicas(current, target, name, within, namespace, selector, pods)
			return replicas, nil, usage, err
		})
	return
}

func (c *ReplicaCalculator) GetExternalPerPodMetricReplicas(status int32, target int64, name string, within Tolerances, namespace string, selector *metav1.LabelSelector) (replicas int32, usage int64, at time.Time, err error) {
	c.ask(question{"External", "AverageValue", target, "", status, status, within, namespace, nil, ""},
		func(c *ReplicaCalculator) (int32, *int32, int64, error) {
			replicas, usage, at, err = c.realGetExternalPerPodMetricReplicas(status, target, name, within, namespace, selector)
			return replicas, nil, usage, err
		})
	return
}
