package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/kedacore/keda/v2/pkg/scaling"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"

	"cdk8s-llm-inference/e2e/bubble"
)

// served are the metrics APIs of the HPA: KEDA serves the external ones, and there are no others.
type served struct{ handler scaling.ScaleHandler }

func (s *served) GetExternalMetric(metric, _ string, _ labels.Selector) ([]int64, time.Time, error) {
	list, err := s.handler.GetScaledObjectMetrics(context.Background(), name, bubble.Namespace, metric)
	if err != nil {
		settle()
		return nil, time.Time{}, fmt.Errorf("unable to fetch metrics from external metrics API: %w", err)
	}
	if len(list.Items) == 0 {
		return nil, time.Time{}, errors.New("no metrics returned from external metrics API")
	}
	values := []int64{}
	for _, item := range list.Items {
		values = append(values, item.Value.MilliValue())
	}
	return values, time.Now(), nil
}

// settle waits in real time, of which the bubble knows nothing. After an error KEDA forgets its cached metrics in a
// goroutine of its own; in a cluster the HPA asks for its next metric over the network, when that is long done.
func settle() {
	pause := syscall.NsecToTimespec(int64(5 * time.Millisecond))
	_ = syscall.Nanosleep(&pause, nil)
}

func (s *served) GetResourceMetric(context.Context, corev1.ResourceName, string, labels.Selector, string) (metrics.PodMetricsInfo, time.Time, error) {
	return nil, time.Time{}, errors.New("no metrics returned from resource metrics API")
}

func (s *served) GetRawMetric(string, string, labels.Selector, labels.Selector) (metrics.PodMetricsInfo, time.Time, error) {
	return nil, time.Time{}, errors.New("no metrics returned from custom metrics API")
}

func (s *served) GetObjectMetric(string, string, *autoscalingv2.CrossVersionObjectReference, labels.Selector) (int64, time.Time, error) {
	return 0, time.Time{}, errors.New("no metrics returned from custom metrics API")
}
