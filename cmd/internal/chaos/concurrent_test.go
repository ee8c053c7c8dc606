package chaos

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// queuesOf returns a desired state of n queues with the same description and the same
// number of contacts.
func queuesOf(t *testing.T, n int, description string, contacts int) *schema.State {
	t.Helper()
	k, _ := schema.KindOf("queue")
	var list []*schema.Resource
	for i := range n {
		r := &schema.Resource{
			Kind: k, Given: k.Set("name", "description", "hours_of_operation", "max_contacts"),
			Body:    &schema.Queue{Name: fmt.Sprintf("Queue %d", i), Description: description, HoursOfOperation: "Basic Hours", MaxContacts: contacts},
			Desired: &schema.Desired{Addr: schema.Addr{Kind: k.Name, Label: fmt.Sprintf("q%d", i)}},
		}
		r.UpdateKey()
		r.Record.Owner = record.Owner(schematest.Stack, r.Addr)
		list = append(list, r)
	}
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestTwoAppliesAtOnce runs two applies on one instance at the same time. Each attribute
// must end with the value of one of the two, no change may fail, and a later apply must
// be able to bring everything to one of the two states.
func TestTwoAppliesAtOnce(t *testing.T) {
	t.Parallel()
	for range 5 {
		c := newChaos(t, 0)
		c.applyState(queuesOf(t, 12, "before", 1))
		wants := []*schema.State{queuesOf(t, 12, "one", 2), queuesOf(t, 12, "two", 3)}
		reports := make([]*apply.Report, len(wants))
		var wg sync.WaitGroup
		for i, want := range wants {
			client, err := c.client(t.Context(), http.DefaultTransport)
			if err != nil {
				t.Fatal(err)
			}
			p := c.plan(client, want)
			wg.Go(func() {
				runner := apply.Runner{Provider: client, Parallel: 4}
				reports[i], err = runner.Run(t.Context(), p)
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		k, _ := schema.KindOf("queue")
		for _, l := range c.live(c.reliable).Of(k) {
			q := l.Body.(*schema.Queue)
			if !strings.HasPrefix(q.Name, "Queue ") {
				continue
			}
			if q.Description != "one" && q.Description != "two" || q.MaxContacts != 2 && q.MaxContacts != 3 {
				t.Errorf("%s is neither as one nor as the other wanted it: %q, %d", q.Name, q.Description, q.MaxContacts)
			}
		}
		for i, r := range reports {
			for _, o := range r.Outcomes {
				if o.Status == apply.Failed {
					t.Errorf("run %d: %s failed: %v", i, o.Change.Addr, o.Err)
				}
			}
		}
		c.applyState(wants[0])
		if p := c.plan(c.reliable, wants[0]); !p.Empty() || len(p.Records) > 0 {
			t.Errorf("something is left to do: %s", planText(p))
		}
	}
}

// TestEachFault combines each kind of fault with a creation, two kinds of update, a write
// of a record and a deletion. A retry must overcome a passing fault, such as a lost answer.
// Another fault, such as a denied call, must be reported with the service's message, and
// the next apply must finish the work. No object may exist twice.
func TestEachFault(t *testing.T) {
	t.Parallel()
	before, after, nothing := queuesOf(t, 2, "before", 1), queuesOf(t, 2, "after", 2), queuesOf(t, 0, "", 0)
	for _, write := range []struct {
		operation    string
		before, want *schema.State
	}{
		{"CreateQueue", nothing, before},
		{"UpdateQueueName", before, after},
		{"UpdateQueueMaxContacts", before, after},
		{"TagResource", before, after},
		{"DeleteQueue", before, nothing},
	} {
		for _, fault := range []struct {
			kind, says string // says is "" if a retry overcomes the fault
		}{
			{"500", ""},
			{"applied-500", ""},
			{"drop", ""},
			{"applied-then-drop", ""},
			{"timeout=20ms", ""},
			{"applied-timeout=20ms", ""},
			{"throttle", ""},
			{"too-many", ""},
			{"limit", "The allowed limit for the resource has been exceeded. (LimitExceededException, request "},
			{"denied", "is not authorized to perform: connect:" + write.operation + " (AccessDeniedException, request "},
			{"expired", "The security token included in the request is expired (ExpiredTokenException, request "},
		} {
			t.Run(write.operation+" "+fault.kind, func(t *testing.T) {
				t.Parallel()
				c := newChaos(t, 0)
				c.applyState(write.before)
				p := c.plan(c.reliable, write.want)
				f, err := sim.ParseFault(write.operation + ":" + fault.kind)
				if err != nil {
					t.Fatal(err)
				}
				if err = c.server.Inject(f); err != nil {
					t.Fatal(err)
				}
				runner := apply.Runner{Provider: c.reliable}
				report, err := runner.Run(context.Background(), p)
				if err != nil {
					t.Fatal(err)
				}
				failed := ""
				for _, o := range report.Outcomes {
					if o.Err != nil {
						failed += o.Err.Error()
					}
				}
				if fault.says == "" && failed != "" || !strings.Contains(failed, fault.says) {
					t.Errorf("failed: %s, want %q", failed, fault.says)
				}
				c.server.Heal()
				for _, o := range report.Outcomes {
					if o.Err != nil && (o.Wrote != 0) != (write.operation == "TagResource" || write.operation == "UpdateQueueMaxContacts") {
						t.Errorf("%s failed, and the report has %v as written", o.Change.Addr, o.Wrote)
					}
				}
				if !report.Complete() {
					c.applyState(write.want)
				}
				if p := c.plan(c.reliable, write.want); !p.Empty() || len(p.Records) > 0 {
					t.Errorf("something is left to do: %s", planText(p))
				}
			})
		}
	}
}
