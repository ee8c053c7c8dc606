package providers_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/schema/schematest"
)

// TestTrace checks that both of two traces of a context are told what they listen to.
func TestTrace(t *testing.T) {
	t.Parallel()
	var heard []string
	ctx := providers.WithTrace(t.Context(), providers.Trace{
		Call:  func(operation string) { heard = append(heard, "outer "+operation) },
		Retry: func(r providers.Retry) { heard = append(heard, "again "+r.Operation) },
	})
	ctx = providers.WithTrace(ctx, providers.Trace{Call: func(operation string) { heard = append(heard, "inner "+operation) }})
	providers.TraceOf(ctx).Call("ListUsers")
	providers.TraceOf(ctx).Retry(providers.Retry{Operation: "ListUsers"})
	providers.TraceOf(ctx).Wait(providers.Wait{})
	providers.TraceOf(t.Context()).Call("unheard")
	if want := []string{"inner ListUsers", "outer ListUsers", "again ListUsers"}; !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
}

// TestReadStateIsTold checks that a trace hears of the begin and the end of each kind once.
func TestReadStateIsTold(t *testing.T) {
	t.Parallel()
	p := memory.New(schematest.New(1, 3).Live(true).All()...)
	told := make(chan providers.KindProgress, 100)
	ctx := providers.WithTrace(t.Context(), providers.Trace{Kind: func(r providers.KindProgress) { told <- r }})
	live, err := providers.ReadState(ctx, p, schematest.Stack, schematest.New(1, 3).Want(true))
	if err != nil {
		t.Fatal(err)
	}
	close(told)
	got := map[string]int{}
	for r := range told {
		switch r.Stage {
		case providers.ReadStart:
			got[r.Kind.Name] = -1
		case providers.ReadComplete:
			got[r.Kind.Name] += 1 + r.Done
		}
	}
	want := map[string]int{}
	for _, k := range p.Kinds() {
		want[k.Name] = len(live.Of(k))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("objects read mismatch (-want +got):\n%s", diff)
	}
}
