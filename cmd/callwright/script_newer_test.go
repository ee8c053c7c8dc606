package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// newer serves a newer Amazon Connect than the simulator on the port, and sets a variable to its
// URL: newer PORT VARIABLE keeps|resets. Its security profiles allow AI agents, by a member that
// the SDK does not know. An update that leaves the member out keeps it, or resets it.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: newer PORT VARIABLE keeps|resets")
	}
	upstream, err := url.Parse("http://127.0.0.1:" + args[0])
	ts.Check(err)
	n := &newerService{resets: args[2] == "resets", agents: map[string]any{}}
	server := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(upstream) // and the host
			n.update(r.Out)
		},
		ModifyResponse: n.describe,
	})
	ts.Defer(server.Close)
	ts.Setenv(args[1], server.URL)
}

// A newerService knows which AI agents each security profile allows, by its path.
type newerService struct {
	resets bool

	mu     sync.Mutex
	agents map[string]any // nil for a profile whose agents were reset
}

// allowed is the member, and sampleAgents is what every profile has at first.
const allowed = "AllowedAIAgents"

var sampleAgents = []any{map[string]any{"AIAgentId": "orders:1", "Type": "ORCHESTRATION"}}

// ofProfile reports whether a request is about one security profile itself.
func ofProfile(r *http.Request, method string) bool {
	return r.Method == method && strings.HasPrefix(r.URL.Path, "/security-profiles/") && strings.Count(r.URL.Path, "/") == 3
}

// update takes the member out of an update, and keeps it.
func (n *newerService) update(r *http.Request) {
	if !ofProfile(r, http.MethodPost) {
		return
	}
	text, err := io.ReadAll(r.Body)
	var body map[string]any
	if err != nil || json.Unmarshal(text, &body) != nil {
		return
	}
	n.mu.Lock()
	if agents, sent := body[allowed]; sent || n.resets {
		n.agents[r.URL.Path] = agents
	}
	n.mu.Unlock()
	delete(body, allowed)
	text, _ = json.Marshal(body)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
}

// describe adds the member to a description.
func (n *newerService) describe(answer *http.Response) error {
	if !ofProfile(answer.Request, http.MethodGet) || answer.StatusCode != http.StatusOK {
		return nil
	}
	var body map[string]map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
		return err
	}
	n.mu.Lock()
	agents, known := n.agents[answer.Request.URL.Path]
	n.mu.Unlock()
	if !known {
		agents = sampleAgents
	}
	if agents != nil {
		body["SecurityProfile"][allowed] = agents
	}
	text, err := json.Marshal(body)
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	answer.Header.Del("Content-Length")
	return err
}
