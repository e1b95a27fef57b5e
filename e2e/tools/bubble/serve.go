// Package bubble runs the real HorizontalPodAutoscaler controller in virtual time, on objects that live in memory. The
// programs beside it put their questions to it. Its dependencies are resolved by the modules that use it.
package bubble

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
)

// Answer says what becomes of a line of input.
type Answer func(t *testing.T, line []byte) (any, error)

// Serve reads questions from standard input, one JSON object a line, and answers each with one line. Which of the
// answers it is may depend on flags.
func Serve(choose func() Answer) {
	testing.Init()
	flag.Parse()
	// Its back-off compares the wall clock of the start with the bubble's clock, and would sleep for years.
	utilruntime.ErrorHandlers = nil
	// A bubble is to be had in a test only, and a test says on the standard output that it has passed.
	answers := os.Stdout
	os.Stdout = os.Stderr
	test := testing.InternalTest{Name: "oracle", F: func(t *testing.T) { serve(t, answers, choose()) }}
	all := func(_, _ string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{test}, nil, nil)
}

func serve(t *testing.T, to *os.File, answer Answer) {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(to, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for number := 1; ; number++ {
		line, end := lines.ReadBytes('\n')
		if len(line) > 1 {
			answered, err := answer(t, line)
			if err == nil {
				err = encoder.Encode(answered)
			}
			if err != nil {
				out.Flush()
				fmt.Fprintf(os.Stderr, "line %d: %v\n", number, err)
				os.Exit(1)
			}
		}
		if end != nil {
			return
		}
		// Who asks one question at a time waits for its answer.
		if lines.Buffered() == 0 {
			out.Flush()
		}
	}
}
