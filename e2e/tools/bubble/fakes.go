package bubble

import (
	"context"
	"errors"
	"fmt"
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	hpaclient "k8s.io/client-go/kubernetes/typed/autoscaling/v2"
	hpalister "k8s.io/client-go/listers/autoscaling/v2"
	podlister "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/tools/cache"
)

// The one workload and where it is.
const (
	Namespace = "default"
	Target    = "server"
	Key       = Namespace + "/" + Target
)

// Store is an informer of objects that we keep ourselves: it has always synced, and calls its handler when told.
type Store struct {
	cache.SharedIndexInformer
	Objects  cache.Indexer
	handlers cache.ResourceEventHandler
}

// NewStore gives one without objects.
func NewStore() *Store {
	return &Store{Objects: cache.NewIndexer(cache.MetaNamespaceKeyFunc,
		cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})}
}

func (i *Store) HasSynced() bool { return true }

func (i *Store) AddEventHandlerWithResyncPeriod(handler cache.ResourceEventHandler, _ time.Duration) (cache.ResourceEventHandlerRegistration, error) {
	i.handlers = handler
	return nil, nil
}

type hpaInformer struct{ *Store }

func (i hpaInformer) Informer() cache.SharedIndexInformer { return i.Store }
func (i hpaInformer) Lister() hpalister.HorizontalPodAutoscalerLister {
	return hpalister.NewHorizontalPodAutoscalerLister(i.Objects)
}

// PodInformer is an informer of pods.
type PodInformer struct{ *Store }

func (i PodInformer) Informer() cache.SharedIndexInformer { return i.Store }
func (i PodInformer) Lister() podlister.PodLister         { return podlister.NewPodLister(i.Objects) }

// hpas is the client through which the controller writes the status; the informer sees it at once.
type hpas struct {
	hpaclient.HorizontalPodAutoscalerInterface
	informer *Store
}

func (h hpas) HorizontalPodAutoscalers(string) hpaclient.HorizontalPodAutoscalerInterface { return h }

func (h hpas) UpdateStatus(_ context.Context, changed *autoscalingv2.HorizontalPodAutoscaler, _ metav1.UpdateOptions) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	old, _, err := h.informer.Objects.GetByKey(Key)
	if err != nil {
		return nil, err
	}
	// The spec that the controller holds has defaults of its own in it, which are not written with a status.
	stored := old.(*autoscalingv2.HorizontalPodAutoscaler).DeepCopy()
	stored.Status = *changed.Status.DeepCopy()
	if err := h.informer.Objects.Update(stored); err != nil {
		return nil, err
	}
	h.informer.handlers.OnUpdate(old, stored)
	return stored, nil
}

// Scales is the scale subresource of the workload, whose status follows its spec at once.
type Scales struct {
	scale.ScaleInterface
	Spec int32
	// Changed is told of each new size.
	Changed func(replicas int32) error
}

func (s *Scales) Scales(string) scale.ScaleInterface { return s }

func (s *Scales) Get(context.Context, schema.GroupResource, string, metav1.GetOptions) (*autoscalingv1.Scale, error) {
	return &autoscalingv1.Scale{
		ObjectMeta: metav1.ObjectMeta{Name: Target, Namespace: Namespace},
		Spec:       autoscalingv1.ScaleSpec{Replicas: s.Spec},
		Status:     autoscalingv1.ScaleStatus{Replicas: s.Spec, Selector: "app=" + Target},
	}, nil
}

func (s *Scales) Update(_ context.Context, _ schema.GroupResource, changed *autoscalingv1.Scale, _ metav1.UpdateOptions) (*autoscalingv1.Scale, error) {
	if changed.Spec.Replicas < 0 {
		return nil, errors.New("spec.replicas: Invalid value: must be greater than or equal to 0")
	}
	s.Spec = changed.Spec.Replicas
	if s.Changed != nil {
		return changed, s.Changed(s.Spec)
	}
	return changed, nil
}

// Recorder keeps the events, before anything thins them out: type, reason and message.
type Recorder struct{ Events [][3]string }

func (r *Recorder) Event(_ runtime.Object, kind, reason, message string) {
	r.Events = append(r.Events, [3]string{kind, reason, message})
}

func (r *Recorder) Eventf(object runtime.Object, kind, reason, format string, values ...any) {
	r.Event(object, kind, reason, fmt.Sprintf(format, values...))
}

func (r *Recorder) AnnotatedEventf(object runtime.Object, _ map[string]string, kind, reason, format string, values ...any) {
	r.Eventf(object, kind, reason, format, values...)
}

// newMapper knows Deployments.
func newMapper() meta.RESTMapper {
	apps := schema.GroupVersion{Group: "apps", Version: "v1"}
	known := meta.NewDefaultRESTMapper([]schema.GroupVersion{apps})
	known.Add(apps.WithKind("Deployment"), meta.RESTScopeNamespace)
	return known
}

// NewPod gives a pod that has been started and is Ready, and whose containers request so much of each resource.
func NewPod(name string, requestMilli int64, now time.Time, containers ...string) *corev1.Pod {
	at := metav1.Time{Time: now}
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: Namespace, Labels: map[string]string{"app": Target}},
		Status: corev1.PodStatus{
			Phase:      corev1.PodRunning,
			StartTime:  &at,
			Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: at}},
		},
	}
	quantity := *resource.NewMilliQuantity(requestMilli, resource.DecimalSI)
	for _, container := range containers {
		requests := corev1.ResourceList{corev1.ResourceCPU: quantity, corev1.ResourceMemory: quantity}
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{
			Name: container, Resources: corev1.ResourceRequirements{Requests: requests},
		})
	}
	return pod
}
