package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// apart is the least real time between the answers to the triggers of one ScaledObject. KEDA asks for all at once, and
// what it counts as a failure depends on which answer comes first: here always in the order of the triggers, and after
// what KEDA knows without asking.
const apart = 3 * time.Millisecond

// prometheus answers queries outside of the bubble; the path is the place of the trigger and its name.
type prometheus struct {
	address string
	lock    sync.Mutex
	now     tick
	// Whether it matters which answer comes first.
	ordered bool
}

func listen() *prometheus {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	p := &prometheus{address: "http://" + listener.Addr().String()}
	go http.Serve(listener, p)
	return p
}

func (p *prometheus) set(now tick, ordered bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.now, p.ordered = now, ordered
}

func (p *prometheus) ServeHTTP(out http.ResponseWriter, asked *http.Request) {
	p.lock.Lock()
	now, ordered := p.now, p.ordered
	p.lock.Unlock()
	path := strings.Split(asked.URL.Path, "/")
	place, _ := strconv.Atoi(path[1])
	name := path[2]
	if ordered {
		// KEDA asks twice for what fails; even so it is there before the answer to the next trigger.
		time.Sleep(time.Duration(1<<(place+1)-1) * apart)
	}
	if slices.Contains(now.Errors, name) {
		http.Error(out, "the query fails in this tick", http.StatusInternalServerError)
		return
	}
	elements := []string{}
	for _, value := range now.Series[name] {
		text := strconv.FormatFloat(value, 'g', -1, 64)
		elements = append(elements, fmt.Sprintf(`{"metric":{},"value":[0,%q]}`, text))
	}
	fmt.Fprintf(out, `{"status":"success","data":{"resultType":"vector","result":[%s]}}`, strings.Join(elements, ","))
}
