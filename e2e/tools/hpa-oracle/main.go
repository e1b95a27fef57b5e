// Command hpa-oracle says what the real HorizontalPodAutoscaler controller does. It reads scenarios in the form of
// `rehearse --scenarios` (or, with -calculator, lists of questions to its calculator of replicas) from standard input,
// one JSON text a line, and answers each with one line. Nothing runs in real time.
package main

import (
	"flag"

	"cdk8s-llm-inference/e2e/bubble"
)

var (
	full       = flag.Bool("full", false, "also say the messages, events, measured values and remembered scale events")
	calculator = flag.Bool("calculator", false, "read questions to the calculator of replicas")
)

func main() {
	bubble.Serve(func() bubble.Answer {
		if *calculator {
			return answerQuestions
		}
		return answerScenario
	})
}
