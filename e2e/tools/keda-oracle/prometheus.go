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
)

// prometheus answers queries outside of the bubble; the first part of the path is the name of the trigger.
type prometheus struct {
	address string
	lock    sync.Mutex
	now     tick
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

func (p *prometheus) set(now tick) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.now = now
}

func (p *prometheus) ServeHTTP(out http.ResponseWriter, asked *http.Request) {
	p.lock.Lock()
	now := p.now
	p.lock.Unlock()
	name := strings.Split(asked.URL.Path, "/")[1]
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
