// Command judge-kubernetes does to an object what the API server does when it is created: strict decoding, defaults,
// validation and warnings, by the same strategies.
package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cdk8s-llm-inference/e2e/judge"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/apps"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/service"
)

var decoder = serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict).UniversalDecoder()

func main() {
	judge.Run(func(each judge.Case) judge.Answer {
		object, _, err := decoder.Decode(each.Object, nil, nil)
		if err != nil {
			return judge.Refuse(err)
		}
		strategy, err := strategyOf(object)
		if err != nil {
			return judge.Refuse(err)
		}
		metadata := object.(metav1.Object)
		rest.FillObjectMetaSystemFields(metadata)
		given := &recorder{}
		ctx := request.WithNamespace(context.Background(), metadata.GetNamespace())
		ctx = warning.WithWarningRecorder(ctx, given)
		if err := rest.BeforeCreate(strategy, ctx, object); err != nil {
			return judge.Refuse(err)
		}
		return judge.Answer{OK: true, Warnings: given.warnings}
	})
}

func strategyOf(object runtime.Object) (rest.RESTCreateStrategy, error) {
	switch object.(type) {
	case *apps.Deployment:
		return deployment.Strategy, nil
	case *autoscaling.HorizontalPodAutoscaler:
		return horizontalpodautoscaler.Strategy, nil
	case *core.Service:
		return service.Strategy, nil
	case *core.ConfigMap:
		return configmap.Strategy, nil
	}
	return nil, errors.New("not judged here: " + strings.TrimPrefix(fmt.Sprintf("%T", object), "*"))
}

type recorder struct {
	warnings []string
}

func (r *recorder) AddWarning(_, text string) {
	r.warnings = append(r.warnings, text)
}
