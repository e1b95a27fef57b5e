package main

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"

	"cdk8s-llm-inference/e2e/bubble"
)

const (
	worldOffset             = 500 * time.Millisecond
	defaultResyncSeconds    = 15
	defaultDownscaleSeconds = 300
)

// scenario is the form of `rehearse --scenarios`; a metric and its values go by the name of the metric or resource.
type scenario struct {
	ID               json.RawMessage                           `json:"id"`
	Initial          int32                                     `json:"initial"`
	RequestMilli     int64                                     `json:"requestMilli"`
	ResyncSeconds    *float64                                  `json:"resyncSeconds"`
	DownscaleSeconds *float64                                  `json:"downscaleSeconds"`
	Spec             autoscalingv2.HorizontalPodAutoscalerSpec `json:"spec"`
	Ticks            []tick                                    `json:"ticks"`
}

type tick struct {
	Values  map[string][]*int64 `json:"values"`
	Errors  []string            `json:"errors"`
	Unready int                 `json:"unready"`
	Pending int                 `json:"pending"`
}

type outcome struct {
	ID       json.RawMessage `json:"id"`
	Replicas []int32         `json:"replicas"`
	Reasons  [][3]*string    `json:"reasons"`
	Ticks    []detail        `json:"ticks,omitempty"`
}

// detail is what there is to know about one tick.
type detail struct {
	Conditions [][4]string         `json:"conditions"`
	Events     [][3]string         `json:"events"`
	Measured   []*[2]*int64        `json:"measured"`
	ScaleUps   []bubble.Remembered `json:"scaleUps"`
	ScaleDowns []bubble.Remembered `json:"scaleDowns"`
	Wanted     []bubble.Remembered `json:"wanted"`
}

var conditionTypes = []autoscalingv2.HorizontalPodAutoscalerConditionType{
	autoscalingv2.AbleToScale, autoscalingv2.ScalingActive, autoscalingv2.ScalingLimited,
}

func answerScenario(t *testing.T, line []byte) (any, error) {
	asked := scenario{}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	result := outcome{ID: asked.ID, Replicas: []int32{}, Reasons: [][3]*string{}}
	var err error
	synctest.Test(t, func(*testing.T) { err = play(asked, &result) })
	return result, err
}

func seconds(given *float64, otherwise float64) time.Duration {
	if given != nil {
		otherwise = *given
	}
	return time.Duration(otherwise * float64(time.Second))
}

func play(asked scenario, result *outcome) error {
	resync := seconds(asked.ResyncSeconds, defaultResyncSeconds)
	pods := bubble.PodInformer{Store: bubble.NewStore()}
	scaled := &bubble.Scales{Spec: asked.Initial}
	metrics := &world{pods: pods, requestMilli: asked.RequestMilli, containers: containersOf(asked.Spec)}
	ctx, cancel := bubble.Context()
	defer cancel()
	controller, err := bubble.Start(ctx, asked.Spec, scaled, pods, metrics, resync, seconds(asked.DownscaleSeconds, defaultDownscaleSeconds))
	if err != nil {
		return err
	}
	time.Sleep(worldOffset)
	for _, now := range asked.Ticks {
		if err := metrics.set(now, int(scaled.Spec)); err != nil {
			return err
		}
		// The controller looks at its objects between this world and the next.
		time.Sleep(resync)
		synctest.Wait()
		status, err := controller.Status()
		if err != nil {
			return err
		}
		result.Replicas = append(result.Replicas, scaled.Spec)
		result.Reasons = append(result.Reasons, reasonsOf(status))
		if *full {
			result.Ticks = append(result.Ticks, detailOf(status, controller))
		}
		controller.Events.Events = nil
	}
	cancel()
	synctest.Wait()
	return nil
}

func reasonsOf(status autoscalingv2.HorizontalPodAutoscalerStatus) (reasons [3]*string) {
	for place, wanted := range conditionTypes {
		for _, condition := range status.Conditions {
			if condition.Type == wanted {
				reasons[place] = &condition.Reason
			}
		}
	}
	return reasons
}

func detailOf(status autoscalingv2.HorizontalPodAutoscalerStatus, controller *bubble.Controller) detail {
	found := detail{Conditions: [][4]string{}, Events: append([][3]string{}, controller.Events.Events...), Measured: []*[2]*int64{}}
	for _, each := range status.Conditions {
		found.Conditions = append(found.Conditions, [4]string{string(each.Type), string(each.Status), each.Reason, each.Message})
	}
	for _, metric := range status.CurrentMetrics {
		found.Measured = append(found.Measured, measured(metric))
	}
	found.ScaleUps = controller.Remembers("scaleUpEvents")
	found.ScaleDowns = controller.Remembers("scaleDownEvents")
	found.Wanted = controller.Remembers("recommendations")
	return found
}

// measured gives the usage in thousandths and the percent of the requests.
func measured(metric autoscalingv2.MetricStatus) *[2]*int64 {
	var current autoscalingv2.MetricValueStatus
	switch metric.Type {
	case autoscalingv2.ResourceMetricSourceType:
		current = metric.Resource.Current
	case autoscalingv2.ContainerResourceMetricSourceType:
		current = metric.ContainerResource.Current
	case autoscalingv2.PodsMetricSourceType:
		current = metric.Pods.Current
	case autoscalingv2.ObjectMetricSourceType:
		current = metric.Object.Current
	case autoscalingv2.ExternalMetricSourceType:
		current = metric.External.Current
	default:
		return nil
	}
	usage := current.AverageValue
	if usage == nil {
		usage = current.Value
	}
	milli := usage.MilliValue()
	values := [2]*int64{&milli, nil}
	if current.AverageUtilization != nil {
		percent := int64(*current.AverageUtilization)
		values[1] = &percent
	}
	return &values
}

// containersOf names the containers that the metrics speak of; a pod has one at least.
func containersOf(spec autoscalingv2.HorizontalPodAutoscalerSpec) []string {
	names := []string{}
	for _, metric := range spec.Metrics {
		if metric.ContainerResource != nil && !slices.Contains(names, metric.ContainerResource.Container) {
			names = append(names, metric.ContainerResource.Container)
		}
	}
	if len(names) == 0 {
		return []string{"server"}
	}
	return names
}

var errFails = errors.New("the metric fails in this tick")
