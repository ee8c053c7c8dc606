package record_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// sketches returns n sketches of different elements.
func sketches(n int) []record.Sketch {
	k, _ := schema.KindOf("security_profile")
	r := &schema.Resource{Kind: k, Body: &schema.SecurityProfile{}}
	for i := range n {
		p := r.Body.(*schema.SecurityProfile)
		p.Permissions = append(p.Permissions, fmt.Sprintf("p%03d", i))
	}
	i, _ := k.Lookup("permissions")
	var list []record.Sketch
	for _, e := range (record.Digester{Salt: "salt"}).Elements(r, i) {
		list = append(list, e.Sum)
	}
	return list
}

func sum(elements []record.Sketch, subset uint64) record.Sketch {
	var s record.Sketch
	for i, e := range elements {
		if subset>>i&1 == 1 {
			s = s.Plus(e)
		}
	}
	return s
}

// TestSolve finds every subset again, of up to MostUnknowns elements, and finds none when
// the sketch holds another element.
func TestSolve(t *testing.T) {
	t.Parallel()
	all := sketches(record.MostUnknowns + 1)
	other := all[record.MostUnknowns]
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range record.MostUnknowns + 1 {
		some := all[:n]
		for range 200 {
			want := rnd.Uint64() & (1<<n - 1)
			if got, ok := record.Solve(sum(some, want), some); !ok || got != want {
				t.Fatalf("Solve() of %d elements = %b, %v, want %b", n, got, ok, want)
			}
			if got, ok := record.Solve(sum(some, want).Plus(other), some); ok {
				t.Fatalf("Solve() explains a sketch with an element of its own by %b of %d elements", got, n)
			}
		}
	}
	if _, ok := record.Solve(record.Sketch{}, all); ok {
		t.Errorf("Solve() takes %d elements", len(all))
	}
	if _, ok := record.Solve(all[0], []record.Sketch{all[0], all[1], all[0]}); ok {
		t.Error("Solve() tells equal elements apart")
	}
	if _, ok := record.Solve(all[0], []record.Sketch{{}}); ok {
		t.Error("Solve() tells whether a sketch of nothing was there")
	}
}

func BenchmarkSolve(b *testing.B) {
	elements := sketches(50)
	s := sum(elements, 0x5555555555555)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := record.Solve(s, elements); !ok {
			b.Fatal("Solve() finds nothing")
		}
	}
}
