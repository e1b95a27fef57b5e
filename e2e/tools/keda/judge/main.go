// Command judge-keda asks KEDA what it thinks of a ScaledObject: its webhook, in a cluster that holds the objects
// beside it, and the scalers that it makes of the triggers. It gives the HorizontalPodAutoscaler that comes of it.
package main

import (
	"fmt"

	"cdk8s-llm-inference/e2e/judge"
	"github.com/go-logr/logr"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	logf "sigs.k8s.io/controller-runtime/pkg/log"
)

func main() {
	logf.SetLogger(logr.Discard())
	cluster := &cluster{}
	if err := (&kedav1alpha1.ScaledObject{}).SetupWebhookWithManager(newManager(cluster), false); err != nil {
		panic(err)
	}
	judge.Run(func(each judge.Case) judge.Answer {
		cluster.hold(each.Beside)
		scaledObject := &kedav1alpha1.ScaledObject{}
		if err := judge.Decode(each.Object, scaledObject); err != nil {
			return judge.Refuse(err)
		}
		isDryRun := false
		warnings, err := scaledObject.ValidateCreate(&isDryRun)
		if err != nil {
			return judge.Refuse(fmt.Errorf("webhook: %w", err))
		}
		hpa, err := hpaOf(scaledObject)
		if err != nil {
			return judge.Refuse(fmt.Errorf("scaler: %w", err))
		}
		return judge.Answer{OK: true, Warnings: warnings, Makes: hpa}
	})
}
