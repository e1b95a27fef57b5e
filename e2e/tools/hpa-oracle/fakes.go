package main

import (
	"context"
	"errors"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	hpaclient "k8s.io/client-go/kubernetes/typed/autoscaling/v2"
	hpalister "k8s.io/client-go/listers/autoscaling/v2"
	podlister "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/tools/cache"
)

const (
	namespace  = "default"
	target     = "server"
	autoscaler = "server"
)

// informer is an informer of objects that we keep ourselves: it has always synced, and calls its handler when told.
type informer struct {
	cache.SharedIndexInformer
	objects  cache.Indexer
	handlers cache.ResourceEventHandler
}

func newInformer() *informer {
	return &informer{objects: cache.NewIndexer(cache.MetaNamespaceKeyFunc,
		cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})}
}

func (i *informer) HasSynced() bool { return true }

func (i *informer) AddEventHandlerWithResyncPeriod(handler cache.ResourceEventHandler, _ duration) (cache.ResourceEventHandlerRegistration, error) {
	i.handlers = handler
	return nil, nil
}

type hpaInformer struct{ *informer }

func (i hpaInformer) Informer() cache.SharedIndexInformer { return i.informer }
func (i hpaInformer) Lister() hpalister.HorizontalPodAutoscalerLister {
	return hpalister.NewHorizontalPodAutoscalerLister(i.objects)
}

type podInformer struct{ *informer }

func (i podInformer) Informer() cache.SharedIndexInformer { return i.informer }
func (i podInformer) Lister() podlister.PodLister         { return podlister.NewPodLister(i.objects) }

// hpas is the client through which the controller writes the status; the informer sees it at once.
type hpas struct {
	hpaclient.HorizontalPodAutoscalerInterface
	informer *informer
}

func (h hpas) HorizontalPodAutoscalers(string) hpaclient.HorizontalPodAutoscalerInterface { return h }

func (h hpas) UpdateStatus(_ context.Context, changed *autoscalingv2.HorizontalPodAutoscaler, _ metav1.UpdateOptions) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	old, _, err := h.informer.objects.GetByKey(namespace + "/" + autoscaler)
	if err != nil {
		return nil, err
	}
	// The spec that the controller holds has defaults of its own in it, which are not written with a status.
	stored := old.(*autoscalingv2.HorizontalPodAutoscaler).DeepCopy()
	stored.Status = *changed.Status.DeepCopy()
	if err := h.informer.objects.Update(stored); err != nil {
		return nil, err
	}
	h.informer.handlers.OnUpdate(old, stored)
	return stored, nil
}

// scales is the scale subresource of one Deployment.
type scales struct {
	scale.ScaleInterface
	spec   int32
	status int32
}

func (s *scales) Scales(string) scale.ScaleInterface { return s }

func (s *scales) Get(context.Context, schema.GroupResource, string, metav1.GetOptions) (*autoscalingv1.Scale, error) {
	return &autoscalingv1.Scale{
		ObjectMeta: metav1.ObjectMeta{Name: target, Namespace: namespace},
		Spec:       autoscalingv1.ScaleSpec{Replicas: s.spec},
		Status:     autoscalingv1.ScaleStatus{Replicas: s.status, Selector: "app=" + target},
	}, nil
}

func (s *scales) Update(_ context.Context, _ schema.GroupResource, changed *autoscalingv1.Scale, _ metav1.UpdateOptions) (*autoscalingv1.Scale, error) {
	if changed.Spec.Replicas < 0 {
		return nil, errors.New("spec.replicas: Invalid value: must be greater than or equal to 0")
	}
	s.spec = changed.Spec.Replicas
	return changed, nil
}

// recorder keeps the events, before anything thins them out.
type recorder struct{ events [][3]string }

func (r *recorder) Event(_ runtime.Object, kind, reason, message string) {
	r.events = append(r.events, [3]string{kind, reason, message})
}

func (r *recorder) Eventf(object runtime.Object, kind, reason, format string, values ...any) {
	r.Event(object, kind, reason, sprintf(format, values...))
}

func (r *recorder) AnnotatedEventf(object runtime.Object, _ map[string]string, kind, reason, format string, values ...any) {
	r.Eventf(object, kind, reason, format, values...)
}

// mapper knows Deployments.
func newMapper() meta.RESTMapper {
	apps := schema.GroupVersion{Group: "apps", Version: "v1"}
	known := meta.NewDefaultRESTMapper([]schema.GroupVersion{apps})
	known.Add(apps.WithKind("Deployment"), meta.RESTScopeNamespace)
	return known
}

// newPod gives a pod that has been started and is Ready.
func newPod(name string, requestMilli int64, now metav1.Time, containers ...string) *corev1.Pod {
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace, Labels: map[string]string{"app": target}},
		Status: corev1.PodStatus{
			Phase:      corev1.PodRunning,
			StartTime:  &now,
			Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: now}},
		},
	}
	for _, container := range containers {
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{
			Name: container, Resources: corev1.ResourceRequirements{Requests: requestsOf(requestMilli)},
		})
	}
	return pod
}
