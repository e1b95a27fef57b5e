// Package judge is what the judges have in common: each asks the real code of one controller what it thinks of an
// object. Cases come in as JSON lines on standard input, and for each there is one line of an answer, in their order.
package judge

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// A Case is an object to be judged.
type Case struct {
	Object json.RawMessage `json:"object"`
	// Beside are the objects that the controller would find in the cluster.
	Beside []json.RawMessage `json:"beside"`
}

// An Answer says what the controller would do with it.
type Answer struct {
	OK bool `json:"ok"`
	// Why it is refused.
	Why      string   `json:"why,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	// Makes is what comes of an accepted object.
	Makes any `json:"makes,omitempty"`
}

// Refuse is the answer for an object that is not accepted.
func Refuse(err error) Answer {
	return Answer{Why: err.Error()}
}

// Run answers until the input ends.
func Run(judge func(Case) Answer) {
	// Lines are as long as objects are.
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	answers := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := answers.Encode(answer(judge, line)); err != nil {
				panic(err)
			}
		}
		if err != nil {
			return
		}
		// One who waits for the answer before he asks again gets it.
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

// A controller that panics does not accept the object.
func answer(judge func(Case) Answer, line []byte) (given Answer) {
	defer func() {
		if reason := recover(); reason != nil {
			given = Refuse(fmt.Errorf("panic: %v", reason))
		}
	}()
	var each Case
	if err := json.Unmarshal(line, &each); err != nil {
		panic(err)
	}
	return judge(each)
}

// Decode reads an object; a field that its kind does not have is an error.
func Decode(object json.RawMessage, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(object))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// KindOf is the kind of an object.
func KindOf(object json.RawMessage) string {
	var typed struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(object, &typed); err != nil {
		panic(err)
	}
	return typed.Kind
}
