package main

import (
	"context"
	"fmt"
	"time"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The HorizontalPodAutoscaler that KEDA makes, as far as it follows from the ScaledObject.
func hpaOf(scaledObject *kedav1alpha1.ScaledObject) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	spec := scaledObject.Spec
	metrics := []autoscalingv2.MetricSpec{}
	for index, trigger := range spec.Triggers {
		scaler, err := scalerOf(scaledObject, index, trigger)
		if err != nil {
			return nil, fmt.Errorf("trigger %d: %w", index, err)
		}
		metrics = append(metrics, scaler.GetMetricSpecForScaling(context.Background())...)
		if err := scaler.Close(context.Background()); err != nil {
			return nil, err
		}
	}
	hpa := &autoscalingv2.HorizontalPodAutoscaler{
		TypeMeta:   metav1.TypeMeta{APIVersion: "autoscaling/v2", Kind: "HorizontalPodAutoscaler"},
		ObjectMeta: metav1.ObjectMeta{Name: "keda-hpa-" + scaledObject.Name, Namespace: scaledObject.Namespace},
		Spec: autoscalingv2.HorizontalPodAutoscalerSpec{
			MinReplicas: scaledObject.GetHPAMinReplicas(),
			MaxReplicas: scaledObject.GetHPAMaxReplicas(),
			Metrics:     metrics,
			ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{
				APIVersion: "apps/v1", Kind: "Deployment", Name: spec.ScaleTargetRef.Name,
			},
		},
	}
	if spec.Advanced != nil && spec.Advanced.HorizontalPodAutoscalerConfig != nil {
		hpa.Spec.Behavior = spec.Advanced.HorizontalPodAutoscalerConfig.Behavior
	}
	return hpa, nil
}

func scalerOf(of *kedav1alpha1.ScaledObject, index int, trigger kedav1alpha1.ScaleTriggers) (scalers.Scaler, error) {
	config := &scalersconfig.ScalerConfig{
		ScalableObjectName:      of.Name,
		ScalableObjectNamespace: of.Namespace,
		ScalableObjectType:      "ScaledObject",
		GlobalHTTPTimeout:       time.Second,
		TriggerIndex:            index,
		TriggerName:             trigger.Name,
		TriggerType:             trigger.Type,
		TriggerMetadata:         trigger.Metadata,
		MetricType:              trigger.MetricType,
		AuthParams:              map[string]string{},
		ScaledObject:            of,
	}
	switch trigger.Type {
	case "prometheus":
		return scalers.NewPrometheusScaler(config)
	case "cron":
		return cronScaler(config)
	case "cpu", "memory":
		return scalers.NewCPUMemoryScaler(corev1.ResourceName(trigger.Type), config)
	}
	return nil, fmt.Errorf("triggers of the type %q are not judged here", trigger.Type)
}

// KEDA looks for the time zone only when it asks for the value.
func cronScaler(config *scalersconfig.ScalerConfig) (scalers.Scaler, error) {
	scaler, err := scalers.NewCronScaler(config)
	if err != nil {
		return nil, err
	}
	_, _, err = scaler.GetMetricsAndActivity(context.Background(), "")
	return scaler, err
}
