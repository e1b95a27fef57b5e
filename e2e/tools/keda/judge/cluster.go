package main

import (
	"context"
	"encoding/json"
	"fmt"

	"cdk8s-llm-inference/e2e/judge"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
)

// A cluster of one namespace, as far as the webhook looks into it.
type cluster struct {
	client.Client
	deployments   []appsv1.Deployment
	autoscalers   []autoscalingv2.HorizontalPodAutoscaler
	scaledObjects []kedav1alpha1.ScaledObject
}

func (c *cluster) hold(objects []json.RawMessage) {
	c.deployments, c.autoscalers, c.scaledObjects = nil, nil, nil
	for _, object := range objects {
		switch kind := judge.KindOf(object); kind {
		case "Deployment":
			c.deployments = append(c.deployments, read[appsv1.Deployment](object))
		case "HorizontalPodAutoscaler":
			c.autoscalers = append(c.autoscalers, read[autoscalingv2.HorizontalPodAutoscaler](object))
		case "ScaledObject":
			c.scaledObjects = append(c.scaledObjects, read[kedav1alpha1.ScaledObject](object))
		default:
			panic("no place for a " + kind)
		}
	}
}

func read[T any](object json.RawMessage) (value T) {
	if err := json.Unmarshal(object, &value); err != nil {
		panic(err)
	}
	return value
}

func (c *cluster) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	if found, isDeployment := into.(*appsv1.Deployment); isDeployment {
		for _, each := range c.deployments {
			if each.Name == key.Name && each.Namespace == key.Namespace {
				*found = each
				return nil
			}
		}
	}
	return apierrors.NewNotFound(schema.GroupResource{Group: "apps", Resource: "deployments"}, key.Name)
}

func (c *cluster) List(_ context.Context, into client.ObjectList, options ...client.ListOption) error {
	asked := (&client.ListOptions{}).ApplyOptions(options)
	switch list := into.(type) {
	case *autoscalingv2.HorizontalPodAutoscalerList:
		for _, each := range c.autoscalers {
			if each.Namespace == asked.Namespace {
				list.Items = append(list.Items, each)
			}
		}
	case *kedav1alpha1.ScaledObjectList:
		for _, each := range c.scaledObjects {
			if each.Namespace == asked.Namespace {
				list.Items = append(list.Items, each)
			}
		}
	case *corev1.LimitRangeList:
	default:
		return fmt.Errorf("there is no list of %T", into)
	}
	return nil
}

// What the set-up of a webhook asks its manager for.
type setup struct {
	manager.Manager
	cluster *cluster
	scheme  *runtime.Scheme
	server  webhook.Server
}

func newManager(cluster *cluster) manager.Manager {
	scheme := runtime.NewScheme()
	if err := kedav1alpha1.AddToScheme(scheme); err != nil {
		panic(err)
	}
	return &setup{cluster: cluster, scheme: scheme, server: webhook.NewServer(webhook.Options{})}
}

func (s *setup) GetClient() client.Client                     { return s.cluster }
func (s *setup) GetRESTMapper() meta.RESTMapper               { return nil }
func (s *setup) GetConfig() *rest.Config                      { return &rest.Config{} }
func (s *setup) GetScheme() *runtime.Scheme                   { return s.scheme }
func (s *setup) GetWebhookServer() webhook.Server             { return s.server }
func (s *setup) GetEventRecorder(string) events.EventRecorder { return nil }
