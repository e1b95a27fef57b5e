package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"github.com/go-logr/logr"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/record"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
)

type duration = time.Duration

var sprintf = fmt.Sprintf

// The defaults of kube-controller-manager.
const (
	tolerance              = 0.1
	cpuInitialization      = 5 * time.Minute
	initialReadinessDelay  = 30 * time.Second
	worldOffset            = 500 * time.Millisecond
	defaultResyncSeconds   = 15
	defaultDownscaleSecond = 300
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
	Conditions [][4]string      `json:"conditions"`
	Events     [][3]string      `json:"events"`
	Measured   []*[2]*int64     `json:"measured"`
	ScaleUps   []rememberedItem `json:"scaleUps"`
	ScaleDowns []rememberedItem `json:"scaleDowns"`
	Wanted     []rememberedItem `json:"wanted"`
}

// rememberedItem is a number and when it was, in milliseconds since the start.
type rememberedItem [2]int64

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
	start := time.Now()
	resync := seconds(asked.ResyncSeconds, defaultResyncSeconds)
	hpa := &autoscalingv2.HorizontalPodAutoscaler{
		ObjectMeta: metav1.ObjectMeta{Name: autoscaler, Namespace: namespace},
		Spec:       asked.Spec,
	}
	hpa.Spec.ScaleTargetRef = autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: target}
	legacyscheme.Scheme.Default(hpa)

	known := hpaInformer{newInformer()}
	pods := podInformer{newInformer()}
	scaled := &scales{spec: asked.Initial, status: asked.Initial}
	metrics := &world{pods: pods.informer, requestMilli: asked.RequestMilli, containers: containersOf(hpa.Spec)}
	if err := known.objects.Add(hpa); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(klog.NewContext(context.Background(), logr.Discard()))
	defer cancel()
	controller := podautoscaler.NewHorizontalController(ctx, events, scaled, hpas{informer: known.informer}, newMapper(),
		metrics, known, pods, resync, seconds(asked.DownscaleSeconds, defaultDownscaleSecond), tolerance,
		cpuInitialization, initialReadinessDelay)
	said := &recorder{}
	*field[record.EventRecorder](controller, "eventRecorder") = said
	known.handlers.OnAdd(hpa, false)
	go controller.Run(ctx, 1)

	time.Sleep(worldOffset)
	for _, now := range asked.Ticks {
		if err := metrics.set(now, int(scaled.spec)); err != nil {
			return err
		}
		scaled.status = scaled.spec
		time.Sleep(resync - time.Nanosecond)
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		stored, _, err := known.objects.GetByKey(namespace + "/" + autoscaler)
		if err != nil {
			return err
		}
		status := stored.(*autoscalingv2.HorizontalPodAutoscaler).Status
		result.Replicas = append(result.Replicas, scaled.spec)
		result.Reasons = append(result.Reasons, reasonsOf(status))
		if *full {
			result.Ticks = append(result.Ticks, detailOf(status, said, controller, start))
		}
		said.events = nil
	}
	cancel()
	synctest.Wait()
	return nil
}

// events is where the controller's own broadcaster would send events: nothing comes there, since its recorder is ours.
var events = fake.NewSimpleClientset().CoreV1()

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

func detailOf(status autoscalingv2.HorizontalPodAutoscalerStatus, said *recorder, controller *podautoscaler.HorizontalController, start time.Time) detail {
	found := detail{Conditions: [][4]string{}, Events: append([][3]string{}, said.events...), Measured: []*[2]*int64{}}
	for _, each := range status.Conditions {
		found.Conditions = append(found.Conditions, [4]string{string(each.Type), string(each.Status), each.Reason, each.Message})
	}
	for _, metric := range status.CurrentMetrics {
		found.Measured = append(found.Measured, measured(metric))
	}
	found.ScaleUps = remembered(controller, "scaleUpEvents", start)
	found.ScaleDowns = remembered(controller, "scaleDownEvents", start)
	found.Wanted = remembered(controller, "recommendations", start)
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

// remembered reads what the controller keeps for its only HPA: lists of a number and a time, by the HPA's key.
func remembered(controller *podautoscaler.HorizontalController, name string, start time.Time) []rememberedItem {
	list := reflect.ValueOf(controller).Elem().FieldByName(name).MapIndex(reflect.ValueOf(namespace + "/" + autoscaler))
	items := []rememberedItem{}
	if !list.IsValid() {
		return items
	}
	for place := range list.Len() {
		item := reflect.New(list.Index(place).Type()).Elem()
		item.Set(copied(list.Index(place)))
		when := *(*time.Time)(unsafe.Pointer(item.FieldByName("timestamp").UnsafeAddr()))
		items = append(items, rememberedItem{item.Field(0).Int(), when.Sub(start).Milliseconds()})
	}
	return items
}

// copied makes a value that was reached through an unexported field readable.
func copied(value reflect.Value) reflect.Value {
	return reflect.NewAt(value.Type(), unsafe.Pointer(value.UnsafeAddr())).Elem()
}

// field gives access to an unexported field.
func field[T any](of any, name string) *T {
	return (*T)(unsafe.Pointer(reflect.ValueOf(of).Elem().FieldByName(name).UnsafeAddr()))
}

// containersOf names the containers that the metrics speak of; a pod has one at least.
func containersOf(spec autoscalingv2.HorizontalPodAutoscalerSpec) []string {
	names := []string{}
	for _, metric := range spec.Metrics {
		if metric.ContainerResource != nil && !contains(names, metric.ContainerResource.Container) {
			names = append(names, metric.ContainerResource.Container)
		}
	}
	if len(names) == 0 {
		return []string{"server"}
	}
	return names
}

func contains(names []string, name string) bool {
	for _, each := range names {
		if each == name {
			return true
		}
	}
	return false
}

func requestsOf(milli int64) corev1.ResourceList {
	quantity := *resource.NewMilliQuantity(milli, resource.DecimalSI)
	return corev1.ResourceList{corev1.ResourceCPU: quantity, corev1.ResourceMemory: quantity}
}

var errFails = errors.New("the metric fails in this tick")
