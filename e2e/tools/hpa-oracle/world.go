package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"

	"cdk8s-llm-inference/e2e/bubble"
)

// world is what the controller sees: the pods, and the metrics of a tick through the three metrics APIs, which fail in
// the words of their clients.
type world struct {
	pods         bubble.PodInformer
	requestMilli int64
	containers   []string
	now          tick
	names        []string
}

// set lets pods come and go at the end of the list; their conditions change only when their state does.
func (w *world) set(now tick, count int) error {
	w.now = now
	for len(w.names) > count {
		last := len(w.names) - 1
		pod, _, err := w.pods.Objects.GetByKey(bubble.Namespace + "/" + w.names[last])
		if err != nil {
			return err
		}
		if err := w.pods.Objects.Delete(pod); err != nil {
			return err
		}
		w.names = w.names[:last]
	}
	at := time.Now()
	for len(w.names) < count {
		name := fmt.Sprintf("pod-%06d", len(w.names))
		w.names = append(w.names, name)
		if err := w.pods.Objects.Add(bubble.NewPod(name, w.requestMilli, at, w.containers...)); err != nil {
			return err
		}
	}
	for place, name := range w.names {
		found, _, err := w.pods.Objects.GetByKey(bubble.Namespace + "/" + name)
		if err != nil {
			return err
		}
		old := found.(*corev1.Pod)
		ready, phase := corev1.ConditionTrue, corev1.PodRunning
		if place >= count-now.Unready {
			ready = corev1.ConditionFalse
		}
		if place >= count-now.Pending {
			phase = corev1.PodPending
		}
		if old.Status.Phase == phase && old.Status.Conditions[0].Status == ready {
			continue
		}
		pod := old.DeepCopy()
		pod.Status.Phase = phase
		if pod.Status.Conditions[0].Status != ready {
			pod.Status.Conditions[0].Status = ready
			pod.Status.Conditions[0].LastTransitionTime = metav1.Time{Time: at}
		}
		if err := w.pods.Objects.Update(pod); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) valuesOf(name, api string) ([]*int64, error) {
	if slices.Contains(w.now.Errors, name) {
		return nil, fmt.Errorf("unable to fetch metrics from %s metrics API: %w", api, errFails)
	}
	values := w.now.Values[name]
	if len(values) == 0 {
		return nil, fmt.Errorf("no metrics returned from %s metrics API", api)
	}
	return values, nil
}

func (w *world) ofPods(name, api string) (metrics.PodMetricsInfo, time.Time, error) {
	now := time.Now()
	values, err := w.valuesOf(name, api)
	if err != nil {
		return nil, time.Time{}, err
	}
	samples := metrics.PodMetricsInfo{}
	for place, pod := range w.names {
		if value := values[place%len(values)]; value != nil {
			samples[pod] = metrics.PodMetric{Timestamp: now, Value: *value}
		}
	}
	if len(samples) == 0 {
		return nil, time.Time{}, fmt.Errorf("no metrics returned from %s metrics API", api)
	}
	return samples, now, nil
}

func (w *world) GetResourceMetric(_ context.Context, resource corev1.ResourceName, _ string, _ labels.Selector, _ string) (metrics.PodMetricsInfo, time.Time, error) {
	return w.ofPods(string(resource), "resource")
}

func (w *world) GetRawMetric(name, _ string, _, _ labels.Selector) (metrics.PodMetricsInfo, time.Time, error) {
	return w.ofPods(name, "custom")
}

func (w *world) GetObjectMetric(name, _ string, _ *autoscalingv2.CrossVersionObjectReference, _ labels.Selector) (int64, time.Time, error) {
	values, err := w.valuesOf(name, "custom")
	if err != nil {
		return 0, time.Time{}, err
	}
	if values[0] == nil {
		return 0, time.Time{}, fmt.Errorf("no metrics returned from custom metrics API")
	}
	return *values[0], time.Now(), nil
}

func (w *world) GetExternalMetric(name, _ string, _ labels.Selector) ([]int64, time.Time, error) {
	values, err := w.valuesOf(name, "external")
	if err != nil {
		return nil, time.Time{}, err
	}
	series := []int64{}
	for _, value := range values {
		if value != nil {
			series = append(series, *value)
		}
	}
	if len(series) == 0 {
		return nil, time.Time{}, fmt.Errorf("no metrics returned from external metrics API")
	}
	return series, time.Now(), nil
}
