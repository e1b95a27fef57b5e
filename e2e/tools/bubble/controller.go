package bubble

import (
	"context"
	"reflect"
	"time"
	"unsafe"

	"github.com/go-logr/logr"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/record"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install" // the defaults of the API server
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"
)

// The defaults of kube-controller-manager.
const (
	tolerance             = 0.1
	cpuInitialization     = 5 * time.Minute
	initialReadinessDelay = 30 * time.Second
)

// Controller is the real controller at work on one HorizontalPodAutoscaler.
type Controller struct {
	Events *Recorder
	real   *podautoscaler.HorizontalController
	known  *Store
	start  time.Time
}

// events is where the controller's own broadcaster would send events: nothing comes there, since its recorder is ours.
var events = fake.NewSimpleClientset().CoreV1()

// Context silences what the controllers log.
func Context() (context.Context, context.CancelFunc) {
	return context.WithCancel(klog.NewContext(context.Background(), logr.Discard()))
}

// Start lets the controller see an HPA with this spec, completed by the defaults of the API server, for the first time.
func Start(ctx context.Context, spec autoscalingv2.HorizontalPodAutoscalerSpec, scaled *Scales, pods PodInformer,
	source metrics.MetricsClient, resync, downscale time.Duration) (*Controller, error) {
	hpa := &autoscalingv2.HorizontalPodAutoscaler{ObjectMeta: metav1.ObjectMeta{Name: Target, Namespace: Namespace}, Spec: spec}
	hpa.Spec.ScaleTargetRef = autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: Target}
	legacyscheme.Scheme.Default(hpa)
	known := hpaInformer{NewStore()}
	if err := known.Objects.Add(hpa); err != nil {
		return nil, err
	}
	real := podautoscaler.NewHorizontalController(ctx, events, scaled, hpas{informer: known.Store}, newMapper(),
		source, known, pods, resync, downscale, tolerance, cpuInitialization, initialReadinessDelay)
	said := &Recorder{}
	*(*record.EventRecorder)(unexported(real, "eventRecorder")) = said
	known.handlers.OnAdd(hpa, false)
	go real.Run(ctx, 1)
	return &Controller{Events: said, real: real, known: known.Store, start: time.Now()}, nil
}

// Status is what the controller last wrote.
func (c *Controller) Status() (autoscalingv2.HorizontalPodAutoscalerStatus, error) {
	stored, _, err := c.known.Objects.GetByKey(Key)
	if err != nil {
		return autoscalingv2.HorizontalPodAutoscalerStatus{}, err
	}
	return stored.(*autoscalingv2.HorizontalPodAutoscaler).Status, nil
}

// Remembered is a number and when it was, in milliseconds since the start.
type Remembered [2]int64

// Remembers reads what the controller keeps for its only HPA: a list of numbers with a time, by the HPA's key.
func (c *Controller) Remembers(name string) []Remembered {
	list := reflect.ValueOf(c.real).Elem().FieldByName(name).MapIndex(reflect.ValueOf(Key))
	items := []Remembered{}
	if !list.IsValid() {
		return items
	}
	for place := range list.Len() {
		// A copy, so that its unexported fields can be reached.
		item := reflect.NewAt(list.Index(place).Type(), unsafe.Pointer(list.Index(place).UnsafeAddr())).Elem()
		when := *(*time.Time)(unsafe.Pointer(item.FieldByName("timestamp").UnsafeAddr()))
		items = append(items, Remembered{item.Field(0).Int(), when.Sub(c.start).Milliseconds()})
	}
	return items
}

// unexported is where a field of a struct is.
func unexported(of any, name string) unsafe.Pointer {
	return unsafe.Pointer(reflect.ValueOf(of).Elem().FieldByName(name).UnsafeAddr())
}
