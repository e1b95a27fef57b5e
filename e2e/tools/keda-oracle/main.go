// Command keda-oracle says what KEDA and the HorizontalPodAutoscaler controller do together. It reads scenarios of
// ScaledObjects in the form of `rehearse --scenarios` from standard input, one JSON object a line, and answers each with
// one line; with -formulas lists of formulas of scaling modifiers. Nothing runs in real time but the answers of Prometheus.
package main

import (
	"flag"
	"fmt"
	"os"
	"syscall"

	ctrllog "sigs.k8s.io/controller-runtime/pkg/log"

	"github.com/go-logr/logr"

	"cdk8s-llm-inference/e2e/bubble"
)

// keepAlive is read when KEDA's packages are loaded. Connections that stay open would keep virtual time from moving.
const keepAlive = "KEDA_HTTP_DISABLE_KEEP_ALIVE"

var formulas = flag.Bool("formulas", false, "read formulas and what their triggers are worth")

func main() {
	if os.Getenv(keepAlive) == "" {
		err := syscall.Exec("/proc/self/exe", os.Args, append(os.Environ(), keepAlive+"=true"))
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	ctrllog.SetLogger(logr.Discard())
	prometheus := listen()
	bubble.Serve(func() bubble.Answer {
		if *formulas {
			return answerFormulas
		}
		return prometheus.answerScenario
	})
}
