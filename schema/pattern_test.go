package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
)

func addr(t *testing.T, text string) schema.Addr {
	t.Helper()
	a, err := schema.ParseAddr(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPattern(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern string
		yes, no []string
	}{
		{`queue.a`, []string{`queue.a`}, []string{`queue.aa`, `user.a`, `queue`}},
		{`user.agents`, []string{`user.agents`, `user.agents["ada"]`, `user.agents[""]`, `permission_group_assignment.user.agents["ada"]`}, []string{`user.agents2["ada"]`, `queue.agents["ada"]`}},
		{`user.agents["ada"]`, []string{`user.agents["ada"]`, `permission_group_assignment.user.agents["ada"]`}, []string{`user.agents["bo"]`, `user.agents`}},
		{`permission_group_assignment.user.agents`, []string{`permission_group_assignment.user.agents["ada"]`}, []string{`user.agents["ada"]`}},
		{`user.*s`, []string{`user.agents`, `user.agents["ada"]`}, []string{`user.lee`}},
		{`user.agents["*@a.com"]`, []string{`user.agents["x@a.com"]`, `user.agents["@a.com"]`}, []string{`user.agents["x@a.com.au"]`, `user.agents`}},
		{`user.agents[*]`, []string{`user.agents["a\"]\n"]`}, []string{`user.agents`}},
		{`*`, []string{`hierarchy`, `queue["Old"]`, `module.m.queue.a`}, nil},
		{`*a*a*`, []string{`queue.aba`}, []string{`queue.ab`}},
		{`a*a`, []string{`aa`, `aba`}, []string{`a`}},
		{`queue`, nil, []string{`queue["Old"]`, `queue.a`}},
		{`queue["Old"]`, []string{`queue["Old"]`}, []string{`queue.Old`}},
		{`module.site`, []string{`module.site["london"]`, `module.site["london"].queue.a`, `module.site.module.desk.user.x["ada"]`}, []string{`module.sites.queue.a`, `queue.site`}},
		{`module.site["london"]`, []string{`module.site["london"].queue.a["x"]`, `module.site["london"].module.desk.queue.a`}, []string{`module.site["paris"].queue.a`, `module.site.queue.a`}},
		{`module.site["london"].queue.a`, []string{`module.site["london"].queue.a["x"]`}, []string{`queue.a["x"]`}},
		{`module.*.queue.a`, []string{`module.site["london"].queue.a["x"]`}, []string{`queue.a["x"]`}},
		{`user.agents["\u0061\u0007"]`, []string{"user.agents[\"a\\u0007\"]"}, nil},   // however the key is spelled
		{"user.agents[\"e\u0301\"]", []string{"user.agents[\"\u00e9\"]"}, nil},        // in whatever Unicode form
		{"user.agents[\"\u00e9*\"]", []string{"user.agents[\"e\u0301tienne\"]"}, nil}, // on either side
		{`user.agents[ada]`, nil, []string{`user.agents["ada"]`}},
	}
	for _, tt := range tests {
		ps := schema.NewPatterns(schema.NewPattern(tt.pattern))
		for _, a := range tt.yes {
			if !ps.TakeIn(addr(t, a)) {
				t.Errorf("%s does not take in %s", tt.pattern, a)
			}
		}
		for _, a := range tt.no {
			if ps.TakeIn(addr(t, a)) {
				t.Errorf("%s takes in %s", tt.pattern, a)
			}
		}
	}
}

func TestPatternOf(t *testing.T) {
	t.Parallel()
	ps := schema.NewPatterns(schema.PatternOf(addr(t, `user.agents["a*"]`)))
	if !ps.TakeIn(addr(t, `user.agents["a*"]`)) || ps.TakeIn(addr(t, `user.agents["ab"]`)) {
		t.Error("a star of an address is a star")
	}
}

func TestPatternsIdle(t *testing.T) {
	t.Parallel()
	ps := schema.NewPatterns(schema.NewPattern("queue.a"), schema.NewPattern("user.*"), schema.NewPattern("quue.*"), schema.NewPattern("queue.c"), schema.NewPattern("queue.a"))
	idle := ps.Idle(slices.Values([]schema.Addr{addr(t, "queue.a"), addr(t, "queue.b"), addr(t, `user.x["a"]`)}))
	var got []string
	for _, p := range idle {
		got = append(got, p.String())
	}
	if want := []string{"quue.*", "queue.c"}; !slices.Equal(got, want) {
		t.Errorf("Idle() = %v, want %v", got, want)
	}
}

func TestPatternSuggest(t *testing.T) {
	t.Parallel()
	addresses := []schema.Addr{addr(t, "queue.premium"), addr(t, `user.agents["ada"]`), addr(t, `user.agents["bob"]`), addr(t, "hierarchy")}
	tests := []struct{ pattern, want string }{
		{`user.agnts*`, ` Did you mean user.agents?`},
		{`user.agnts[*]`, ` Did you mean user.agents?`},
		{`user.agents[ada]`, ` Did you mean user.agents["ada"]?`},
		{`user.agents["bib"]`, ` Did you mean user.agents["bob"]?`},
		{`prem`, ` The nearest addresses are queue.premium, user.agents, hierarchy.`},
		{`agents[*]`, ` The nearest addresses are user.agents, hierarchy, queue.premium.`},
	}
	for _, tt := range tests {
		if got := schema.NewPattern(tt.pattern).Suggest(slices.Values(addresses)); got != tt.want {
			t.Errorf("diag.Suggest() of %s = %q, want %q", tt.pattern, got, tt.want)
		}
	}
	if got := schema.NewPattern("x").Suggest(slices.Values([]schema.Addr(nil))); got != "" {
		t.Errorf("diag.Suggest() among none = %q", got)
	}
}

func TestPatternSample(t *testing.T) {
	t.Parallel()
	for _, s := range []string{`*`, `user.*`, `*.old_*_1`, `user.agents[*]`, `user.agents["*@a"]`, `user.agents["a*]`, `user.agents[*a"]`, `user.x["[*]"]`, `module.*.queue.a`, `user.agents["a"]`} {
		a, ok := schema.NewPattern(s).Sample()
		if !ok {
			t.Errorf("%s has no sample", s)
		} else if !schema.NewPatterns(schema.NewPattern(s)).TakeIn(a) {
			t.Errorf("%s does not take in its sample %s", s, a)
		}
	}
	for _, s := range []string{``, `user agents`, `user.agents[ada]`, `user.`, `a.b.c.d`, `user.agents["` + strings.Repeat("[", 3)} {
		if a, ok := schema.NewPattern(s).Sample(); ok {
			t.Errorf("the sample of %q is %s", s, a)
		}
	}
}
