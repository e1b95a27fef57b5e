package main

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"

	"cdk8s-llm-inference/e2e/bubble"
)

// question is one metric and all that its proposal depends on. Times are milliseconds from now, which is when it is asked.
type question struct {
	Type      autoscalingv2.MetricSourceType `json:"type"`
	Target    autoscalingv2.MetricTargetType `json:"target"`
	Value     int64                          `json:"value"`
	Resource  corev1.ResourceName            `json:"resource"`
	Current   int32                          `json:"current"`
	Status    int32                          `json:"status"`
	Up        float64                        `json:"up"`
	Down      float64                        `json:"down"`
	Readiness int64                          `json:"readiness"`
	CPU       int64                          `json:"cpu"`
	Pods      []questionedPod                `json:"pods"`
	Series    []int64                        `json:"series"`
}

type questionedPod struct {
	Phase   corev1.PodPhase `json:"phase"`
	Deleted bool            `json:"deleted"`
	Start   *int64          `json:"start"`
	Ready   *bool           `json:"ready"`
	Since   int64           `json:"since"`
	Value   *int64          `json:"value"`
	At      int64           `json:"at"`
	Window  int64           `json:"window"`
	Request int64           `json:"request"`
}

type proposal struct {
	Replicas    int32  `json:"replicas"`
	Usage       int64  `json:"usage"`
	Utilization *int32 `json:"utilization,omitempty"`
	Error       string `json:"error,omitempty"`
}

func answerQuestions(t *testing.T, line []byte) (any, error) {
	asked := []question{}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	proposals := []proposal{}
	// One bubble for all questions of a line: its clock stands still.
	synctest.Test(t, func(*testing.T) {
		for _, each := range asked {
			proposals = append(proposals, propose(each))
		}
	})
	return proposals, nil
}

// tolerances fills a type whose fields only its package knows: the one for scaling in comes first.
func tolerances(down, up float64) podautoscaler.Tolerances {
	filled := [2]float64{down, up}
	return *(*podautoscaler.Tolerances)(unsafe.Pointer(&filled))
}

func propose(asked question) (found proposal) {
	milliseconds := func(count int64) time.Duration { return time.Duration(count) * time.Millisecond }
	now := time.Now()
	pods := bubble.PodInformer{Store: bubble.NewStore()}
	samples := metrics.PodMetricsInfo{}
	for place, each := range asked.Pods {
		pod := bubble.NewPod(fmt.Sprintf("pod-%06d", place), each.Request, now, "server")
		pod.Status.Phase = each.Phase
		pod.Status.StartTime, pod.Status.Conditions = nil, nil
		if each.Deleted {
			pod.DeletionTimestamp = &metav1.Time{Time: now}
		}
		if each.Start != nil {
			pod.Status.StartTime = &metav1.Time{Time: now.Add(milliseconds(*each.Start))}
		}
		if each.Ready != nil {
			condition := corev1.PodCondition{Type: corev1.PodReady, Status: corev1.ConditionFalse}
			if *each.Ready {
				condition.Status = corev1.ConditionTrue
			}
			condition.LastTransitionTime = metav1.Time{Time: now.Add(milliseconds(each.Since))}
			pod.Status.Conditions = []corev1.PodCondition{condition}
		}
		if each.Value != nil {
			samples[pod.Name] = metrics.PodMetric{
				Timestamp: now.Add(milliseconds(each.At)), Window: milliseconds(each.Window), Value: *each.Value,
			}
		}
		if err := pods.Objects.Add(pod); err != nil {
			return proposal{Error: err.Error()}
		}
	}
	source := fixed{samples: samples, series: asked.Series}
	calc := podautoscaler.NewReplicaCalculator(source, pods.Lister(), milliseconds(asked.CPU), milliseconds(asked.Readiness))
	all := labels.Everything()
	within := tolerances(asked.Down, asked.Up)
	object := &autoscalingv2.CrossVersionObjectReference{Kind: "Service", Name: "gateway"}
	isAverage := asked.Target == autoscalingv2.AverageValueMetricType
	var err error
	switch asked.Type {
	case autoscalingv2.PodsMetricSourceType:
		found.Replicas, found.Usage, _, err = calc.GetMetricReplicas(asked.Current, asked.Value, "m", within, bubble.Namespace, all, all)
	case autoscalingv2.ObjectMetricSourceType:
		if isAverage {
			found.Replicas, found.Usage, _, err = calc.GetObjectPerPodMetricReplicas(asked.Status, asked.Value, "m", within, bubble.Namespace, object, all)
		} else {
			found.Replicas, found.Usage, _, err = calc.GetObjectMetricReplicas(asked.Current, asked.Value, "m", within, bubble.Namespace, object, all, all)
		}
	case autoscalingv2.ExternalMetricSourceType:
		if isAverage {
			found.Replicas, found.Usage, _, err = calc.GetExternalPerPodMetricReplicas(asked.Status, asked.Value, "m", within, bubble.Namespace, nil)
		} else {
			found.Replicas, found.Usage, _, err = calc.GetExternalMetricReplicas(asked.Current, asked.Value, "m", within, bubble.Namespace, nil, all)
		}
	default:
		if isAverage {
			found.Replicas, found.Usage, _, err = calc.GetRawResourceReplicas(context.Background(), asked.Current, asked.Value, asked.Resource, within, bubble.Namespace, all, "")
		} else {
			var utilization int32
			found.Replicas, utilization, found.Usage, _, err = calc.GetResourceReplicas(context.Background(), asked.Current, int32(asked.Value), asked.Resource, within, bubble.Namespace, all, "")
			found.Utilization = &utilization
		}
	}
	if err != nil {
		return proposal{Error: err.Error()}
	}
	return found
}

// fixed gives the metrics of one question.
type fixed struct {
	samples metrics.PodMetricsInfo
	series  []int64
}

func (f fixed) GetResourceMetric(context.Context, corev1.ResourceName, string, labels.Selector, string) (metrics.PodMetricsInfo, time.Time, error) {
	return f.samples, time.Time{}, nil
}

func (f fixed) GetRawMetric(string, string, labels.Selector, labels.Selector) (metrics.PodMetricsInfo, time.Time, error) {
	return f.samples, time.Time{}, nil
}

func (f fixed) GetObjectMetric(string, string, *autoscalingv2.CrossVersionObjectReference, labels.Selector) (int64, time.Time, error) {
	return f.series[0], time.Time{}, nil
}

func (f fixed) GetExternalMetric(string, string, labels.Selector) ([]int64, time.Time, error) {
	return f.series, time.Time{}, nil
}
