// Command judge-kserve asks KServe's webhooks what they think of an InferenceService: first the one that fills in
// defaults, with KServe's own configuration (the argument is the path of its ConfigMap), then the one that validates.
package main

import (
	"context"
	"os"

	"cdk8s-llm-inference/e2e/judge"
	"github.com/go-logr/logr"
	"github.com/kserve/kserve/pkg/apis/serving/v1beta1"
	corev1 "k8s.io/api/core/v1"
	logf "sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/yaml"
)

func main() {
	logf.SetLogger(logr.Discard())
	defaults := read(os.Args[1])
	judge.Run(func(each judge.Case) judge.Answer {
		service := &v1beta1.InferenceService{}
		if err := judge.Decode(each.Object, service); err != nil {
			return judge.Refuse(err)
		}
		service.DefaultInferenceService(defaults.services, defaults.deploy, defaults.security, nil, nil)
		warnings, err := (&v1beta1.InferenceServiceValidator{}).ValidateCreate(context.Background(), service)
		if err != nil {
			return judge.Refuse(err)
		}
		return judge.Answer{OK: true, Warnings: warnings}
	})
}

type configuration struct {
	services *v1beta1.InferenceServicesConfig
	deploy   *v1beta1.DeployConfig
	security *v1beta1.SecurityConfig
}

func read(path string) configuration {
	text := must(os.ReadFile(path))
	configMap := &corev1.ConfigMap{}
	if err := yaml.Unmarshal(text, configMap); err != nil {
		panic(err)
	}
	return configuration{
		services: must(v1beta1.NewInferenceServicesConfig(configMap)),
		deploy:   must(v1beta1.NewDeployConfig(configMap)),
		security: must(v1beta1.NewSecurityConfig(configMap)),
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
