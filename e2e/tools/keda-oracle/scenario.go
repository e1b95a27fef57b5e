package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata" // the time zones, for machines that have none
	_ "unsafe"      // for linkname

	"github.com/go-logr/logr"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	kedacontrollers "github.com/kedacore/keda/v2/controllers/keda"
	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
	"github.com/kedacore/keda/v2/pkg/scaling"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	"cdk8s-llm-inference/e2e/bubble"
)

// Times of a scenario. Where a poll and a new world fall on the same moment, the world is there first.
const (
	worldOffset = 500*time.Millisecond - time.Microsecond
	firstPoll   = 5500 * time.Millisecond
	resync      = 15 * time.Second
	downscale   = 300 * time.Second
	httpTimeout = 3 * time.Second
	name        = "scaled"
	soonEvents  = 1_000_000
)

type scenario struct {
	ID           json.RawMessage               `json:"id"`
	Initial      int32                         `json:"initial"`
	ScaledObject kedav1alpha1.ScaledObjectSpec `json:"scaledObject"`
	Annotations  map[string]string             `json:"annotations"`
	Ticks        []tick                        `json:"ticks"`
}

type tick struct {
	Series map[string][]float64 `json:"series"`
	Errors []string             `json:"errors"`
}

type outcome struct {
	ID       json.RawMessage `json:"id"`
	Replicas []int32         `json:"replicas"`
	// Refused is why KEDA makes no HPA of it.
	Refused string `json:"refused,omitempty"`
}

// known are the kinds that the client knows.
var known = func() *runtime.Scheme {
	kinds := runtime.NewScheme()
	if err := scheme.AddToScheme(kinds); err != nil {
		panic(err)
	}
	if err := kedav1alpha1.AddToScheme(kinds); err != nil {
		panic(err)
	}
	return kinds
}()

// newHPA is what KEDA's controller makes of a ScaledObject.
//
//go:linkname newHPA github.com/kedacore/keda/v2/controllers/keda.(*ScaledObjectReconciler).newHPAForScaledObject
func newHPA(r *kedacontrollers.ScaledObjectReconciler, ctx context.Context, logger logr.Logger, scaledObject *kedav1alpha1.ScaledObject, gvkr *kedav1alpha1.GroupVersionKindResource) (*autoscalingv2.HorizontalPodAutoscaler, error)

func (p *prometheus) answerScenario(t *testing.T, line []byte) (any, error) {
	asked := scenario{}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	result := outcome{ID: asked.ID, Replicas: []int32{}}
	var err error
	synctest.Test(t, func(*testing.T) { err = p.play(asked, &result) })
	return result, err
}

func (p *prometheus) play(asked scenario, result *outcome) error {
	ctx, cancel := bubble.Context()
	defer cancel()
	scaledObject := p.scaledObjectOf(asked)
	kube := fake.NewClientBuilder().WithScheme(known).WithStatusSubresource(scaledObject).
		WithObjects(scaledObject, deploymentOf(asked.Initial)).Build()
	scaled := &bubble.Scales{Spec: asked.Initial, Changed: func(replicas int32) error {
		deployment := &appsv1.Deployment{}
		if err := kube.Get(ctx, types.NamespacedName{Namespace: bubble.Namespace, Name: bubble.Target}, deployment); err != nil {
			return err
		}
		deployment.Spec.Replicas = &replicas
		return kube.Update(ctx, deployment)
	}}
	handler := scaling.NewScaleHandler(kube, scaled, known, httpTimeout, events.NewFakeRecorder(soonEvents), &authentication.AuthClientSet{})
	stored := &kedav1alpha1.ScaledObject{}
	if err := kube.Get(ctx, client.ObjectKeyFromObject(scaledObject), stored); err != nil {
		return err
	}
	reconciler := &kedacontrollers.ScaledObjectReconciler{Client: kube, Scheme: known, ScaleClient: scaled, ScaleHandler: handler}
	hpa, err := newHPA(reconciler, ctx, logr.Discard(), stored, stored.Status.ScaleTargetGVKR)
	if err != nil {
		result.Refused = err.Error()
		return nil
	}
	pods := &played{store: bubble.PodInformer{Store: bubble.NewStore()}, kube: kube}
	source := &served{handler: handler}
	if _, err := bubble.Start(ctx, hpa.Spec, scaled, pods.store, source, resync, downscale); err != nil {
		return err
	}
	go func() {
		time.Sleep(firstPoll)
		object := &kedav1alpha1.ScaledObject{}
		if err := kube.Get(ctx, client.ObjectKeyFromObject(scaledObject), object); err == nil {
			_ = handler.HandleScalableObject(ctx, object)
		}
	}()
	time.Sleep(worldOffset)
	for _, now := range asked.Ticks {
		p.set(now, asked.ScaledObject.Fallback != nil)
		if err := pods.move(ctx, int(scaled.Spec)); err != nil {
			return err
		}
		time.Sleep(resync - worldOffset)
		synctest.Wait()
		result.Replicas = append(result.Replicas, scaled.Spec)
		time.Sleep(worldOffset)
	}
	if err := handler.DeleteScalableObject(ctx, scaledObject); err != nil {
		return err
	}
	cancel()
	synctest.Wait()
	// What closes itself after a while does so now.
	time.Sleep(time.Hour)
	return nil
}

// scaledObjectOf completes a spec as the API server and KEDA's controller do, and lets its queries come to us.
func (p *prometheus) scaledObjectOf(asked scenario) *kedav1alpha1.ScaledObject {
	object := &kedav1alpha1.ScaledObject{
		ObjectMeta: metav1.ObjectMeta{
			Name: name, Namespace: bubble.Namespace, Generation: 1, UID: "1",
			Annotations: asked.Annotations, CreationTimestamp: metav1.Now(),
		},
		Spec: asked.ScaledObject,
	}
	object.Spec.ScaleTargetRef = &kedav1alpha1.ScaleTarget{Name: bubble.Target}
	if object.Spec.Fallback != nil && object.Spec.Fallback.Behavior == "" {
		object.Spec.Fallback.Behavior = kedav1alpha1.FallbackBehaviorStatic
	}
	for place := range object.Spec.Triggers {
		trigger := &object.Spec.Triggers[place]
		if trigger.Type != "prometheus" {
			continue
		}
		name := trigger.Name
		if name == "" {
			name = strconv.Itoa(place)
		}
		metadata := map[string]string{}
		for key, value := range trigger.Metadata {
			metadata[key] = value
		}
		metadata["serverAddress"] = fmt.Sprintf("%s/%d/%s", p.address, place, name)
		trigger.Metadata = metadata
	}
	object.Status.ScaleTargetKind = "apps/v1.Deployment"
	object.Status.ScaleTargetGVKR = &kedav1alpha1.GroupVersionKindResource{Group: "apps", Version: "v1", Kind: "Deployment", Resource: "deployments"}
	object.Status.Conditions = *kedav1alpha1.GetInitializedConditions()
	return object
}

func deploymentOf(replicas int32) *appsv1.Deployment {
	labels := map[string]string{"app": bubble.Target}
	requests := corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("1"), corev1.ResourceMemory: resource.MustParse("1")}
	return &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: bubble.Target, Namespace: bubble.Namespace},
		Spec: appsv1.DeploymentSpec{
			Replicas: &replicas,
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: corev1.PodSpec{Containers: []corev1.Container{{
					Name: "server", Resources: corev1.ResourceRequirements{Requests: requests},
				}}},
			},
		},
	}
}

// played are pods that come and go at the end of their list, for both controllers.
type played struct {
	store bubble.PodInformer
	kube  client.Client
	pods  []*corev1.Pod
}

func (p *played) move(ctx context.Context, count int) error {
	for len(p.pods) > count {
		last := p.pods[len(p.pods)-1]
		p.pods = p.pods[:len(p.pods)-1]
		if err := p.store.Objects.Delete(last); err != nil {
			return err
		}
		if err := p.kube.Delete(ctx, last); err != nil {
			return err
		}
	}
	for len(p.pods) < count {
		pod := bubble.NewPod(fmt.Sprintf("pod-%06d", len(p.pods)), 1000, time.Now(), "server")
		if err := p.store.Objects.Add(pod.DeepCopy()); err != nil {
			return err
		}
		if err := p.kube.Create(ctx, pod); err != nil {
			return err
		}
		p.pods = append(p.pods, pod)
	}
	return nil
}
