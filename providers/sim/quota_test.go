package sim_test

import (
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/sim"
)

// A burst of five, then two a second, for each operation by itself.
func TestQuota(t *testing.T) {
	t.Parallel()
	clock := newClock()
	s := open(t, sim.Options{Now: clock.now, Quota: sim.PublishedQuota()})
	calls := func(target string, want string) {
		t.Helper()
		got := ""
		for range want {
			got += map[int]string{200: ".", 404: ".", 429: "x"}[ask(s, "GET", target, signature, "").Code]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	calls("/instance", ".....xx")
	calls("/instance/"+s.Instance().ID, ".....x")
	calls("/instance", "x")
	clock.by(499e6)
	calls("/instance", "x")
	clock.by(1e6)
	calls("/instance", ".x")
	clock.by(1e9)
	calls("/instance", "..x")
	clock.advance()
	calls("/instance", ".....x")
	clock.by(-3600e9)
	calls("/instance", "x")
}

func TestQuotaOverHTTP(t *testing.T) {
	t.Parallel()
	clock := newClock()
	c := start(t, "", sim.Options{Now: clock.now, Quota: sim.Quota{Rate: 1, Burst: 2}})
	must(c.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: c.instance}))(t) // start was first
	_, err := c.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: c.instance})
	if outcome(err) != "ThrottlingException 429" {
		t.Errorf("ListQueues: %v", err)
	}
	clock.advance()
	must(c.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: c.instance}))(t)
}

// A throttled request does not count for faults, and an unknown operation does not count for
// quotas.
func TestQuotaComesBeforeFaults(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{
		Now: newClock().now, Quota: sim.Quota{Rate: 1, Burst: 2},
		Faults: []sim.Fault{{Operations: []string{"*"}, After: 1, Count: sim.Forever}},
	})
	for i, want := range []int{200, 500, 429, 429} {
		ask(s, "GET", "/nothing", signature, "")
		ask(s, "GET", "/instance", "", "")
		if w := ask(s, "GET", "/instance", signature, ""); w.Code != want {
			t.Errorf("call %d: %d, want %d", i, w.Code, want)
		}
	}
	if w := ask(s, "GET", "/instance", signature, ""); w.Code != http.StatusTooManyRequests {
		t.Errorf("%d", w.Code)
	}
}
