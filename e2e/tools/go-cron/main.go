// Command go-cron says when schedules fire, by the cron library of the CronHPA controller. It reads questions from
// standard input, one JSON object a line, and answers each with one line.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
	_ "time/tzdata" // the time zones, for machines that have none

	"github.com/ringtail/go-cron"
)

type question struct {
	Schedule string `json:"schedule"`
	// Zone is an IANA time zone.
	Zone string `json:"zone"`
	// After is a moment, in seconds since 1970.
	After int64 `json:"after"`
	// Count is how many fire times are asked for.
	Count int `json:"count"`
}

type answer struct {
	// Refused is the reason why the library does not take the schedule.
	Refused string `json:"refused,omitempty"`
	// Fires are the next fire times, in seconds since 1970; fewer than asked for when the schedule comes to an end.
	Fires []int64 `json:"fires,omitempty"`
}

func main() {
	questions := json.NewDecoder(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for {
		var asked question
		err := questions.Decode(&asked)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			fail(err)
		}
		if err := answers.Encode(reply(asked)); err != nil {
			fail(err)
		}
	}
}

func reply(asked question) answer {
	zone, err := time.LoadLocation(asked.Zone)
	if err != nil {
		fail(err)
	}
	schedule, err := cron.Parse(asked.Schedule)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	fires := []int64{}
	at := time.Unix(asked.After, 0).In(zone)
	for len(fires) < asked.Count {
		at = schedule.Next(at)
		if at.IsZero() {
			break
		}
		fires = append(fires, at.Unix())
	}
	return answer{Fires: fires}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
