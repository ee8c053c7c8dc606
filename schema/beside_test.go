package schema_test

import (
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestBeside pairs the queues of two states by their names, and leaves out other kinds.
func TestBeside(t *testing.T) {
	t.Parallel()
	state := func(names ...string) *schema.State {
		list := []*schema.Resource{schematest.Of("agent_status", &schema.AgentStatus{Name: "Lunch"})}
		for _, n := range names {
			list = append(list, schematest.Of("queue", &schema.Queue{Name: n}))
		}
		s, err := schema.NewState(list)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	key := func(r *schema.Resource) string {
		if r == nil {
			return "-"
		}
		return r.Key
	}
	for _, tt := range []struct {
		before, after []string
		want          string
	}{
		{nil, nil, ""},
		{[]string{"a"}, nil, "a- "},
		{nil, []string{"a", "b"}, "-a -b "},
		{[]string{"a", "c", "d"}, []string{"b", "c", "e"}, "a- -b cc d- -e "},
	} {
		said := ""
		for was, is := range schema.Beside(schema.MustKind("queue"), state(tt.before...), state(tt.after...)) {
			said += key(was) + key(is) + " "
		}
		if said != tt.want {
			t.Errorf("%q beside %q: %q, want %q", tt.before, tt.after, said, tt.want)
		}
	}
	for range schema.Beside(schema.MustKind("queue"), state("a"), state("b")) {
		break // nothing is yielded after that
	}
}
