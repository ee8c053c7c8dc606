package main

import (
	"context"
	"net/http"

	"github.com/rogpeppe/go-internal/testscript"
)

// misdirected checks that the simulator refuses requests for another host, whatever they
// are about: misdirected PORT PATH...
func misdirected(ts *testscript.TestScript, _ bool, args []string) {
	for _, path := range args[1:] {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://127.0.0.1:"+args[0]+path, http.NoBody)
		ts.Check(err)
		r.Host = "evil.example:" + args[0]
		answer, err := http.DefaultClient.Do(r)
		ts.Check(err)
		ts.Check(answer.Body.Close())
		if answer.StatusCode != http.StatusMisdirectedRequest {
			ts.Fatalf("%s: status %d, want 421", path, answer.StatusCode)
		}
	}
}
