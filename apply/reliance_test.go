package apply_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/schema"
)

// A slow provider takes a minute to read one object, and counts how often it did.
type slow struct {
	*memory.Provider
	id    string
	reads atomic.Int32
}

func (s *slow) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	if live.ID == s.id {
		s.reads.Add(1)
		select {
		case <-time.After(time.Minute):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return s.Provider.Read(ctx, live, attrs)
}

// relying returns a plan of so many changes that all rely on one security profile,
// and a provider that reads it slowly.
func relying(t *testing.T, changes int) (*plan.Plan, *slow) {
	t.Helper()
	named := func(name, description string) *schema.Resource {
		r := profile(description)
		r.Addr.Label = name
		r.Body.(*schema.SecurityProfile).Name = name
		r.UpdateKey()
		return r
	}
	before, after := []*schema.Resource{named("relied", "as it is")}, []*schema.Resource(nil)
	for i := range changes {
		name := fmt.Sprint("profile", i)
		before, after = append(before, named(name, "one")), append(after, named(name, "two"))
	}
	p := memory.New(before...)
	want, err := schema.NewState(after)
	if err != nil {
		t.Fatal(err)
	}
	made, live := planFor(t, p, want)
	on, _ := live.Lookup(schema.Name{Kind: "security_profile", Key: "relied"})
	attrs := on.Kind.Set("description")
	fingerprint, err := plan.Fingerprint(on, attrs)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range made.Changes {
		if c.Live != nil && c.Live.ID != on.ID {
			c.Relies = []*plan.Reliance{{Kind: on.Kind.Name, Name: on.Key, ID: on.ID, Attrs: attrs, Fingerprint: fingerprint}}
			n++
		}
	}
	if n != changes {
		t.Fatalf("%d changes rely on the profile, want %d", n, changes)
	}
	return made, &slow{Provider: p, id: on.ID}
}

// TestReliedReadOnce has changes wait for one another's read of what all rely on.
func TestReliedReadOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		made, p := relying(t, 20)
		began := time.Now()
		runner := apply.Runner{Provider: p}
		report, err := runner.Run(t.Context(), made)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range report.Outcomes {
			if o.Status != apply.Done {
				t.Errorf("%s is %s: %v", o.Change.Addr, o.Status, o.Err)
			}
		}
		if reads, took := p.reads.Load(), time.Since(began); reads != 1 || took != time.Minute {
			t.Errorf("the profile was read %d times in %s, want once in a minute", reads, took)
		}
	})
}

// TestReliedInterrupted ends the wait for somebody else's read with the run.
func TestReliedInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		made, p := relying(t, 5)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		runner := apply.Runner{Provider: p}
		report, err := runner.Run(ctx, made)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took != time.Second {
			t.Errorf("the run ended after %s, want 1 s", took)
		}
		for _, o := range report.Outcomes {
			if o.Status == apply.Done || (o.Err != nil && !errors.Is(o.Err, context.DeadlineExceeded)) {
				t.Errorf("%s is %s: %v", o.Change.Addr, o.Status, o.Err)
			}
		}
	})
}
