// Command hpa-oracle says what the real HorizontalPodAutoscaler controller does. It reads scenarios (or, with
// -calculator, single questions to its calculator of replicas) from standard input, one JSON object a line, and answers
// each with one line. Nothing runs in real time: the controller lives in a bubble with a clock of its own.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
)

var (
	full       = flag.Bool("full", false, "also say the messages, events, measured values and remembered scale events")
	calculator = flag.Bool("calculator", false, "read questions to the calculator of replicas")

	// answers is where they go.
	answers *os.File
)

func main() {
	testing.Init()
	flag.Parse()
	// Its back-off compares the wall clock of the start with the bubble's clock, and would sleep for years.
	utilruntime.ErrorHandlers = nil
	// A bubble is to be had in a test only, and a test says on the standard output that it has passed.
	answers = os.Stdout
	os.Stdout = os.Stderr
	test := testing.InternalTest{Name: "oracle", F: answerAll}
	all := func(_, _ string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{test}, nil, nil)
}

func answerAll(t *testing.T) {
	answer := answerScenario
	if *calculator {
		answer = answerQuestion
	}
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(answers, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			if failure := encode(t, encoder, answer, line); failure != nil {
				out.Flush()
				fmt.Fprintf(os.Stderr, "line %d: %v\n", number, failure)
				os.Exit(1)
			}
		}
		if err != nil {
			return
		}
		// Who asks one question at a time waits for its answer.
		if lines.Buffered() == 0 {
			out.Flush()
		}
	}
}

func encode(t *testing.T, encoder *json.Encoder, answer func(*testing.T, []byte) (any, error), line []byte) error {
	answered, err := answer(t, line)
	if err != nil {
		return err
	}
	return encoder.Encode(answered)
}
