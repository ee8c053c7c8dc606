package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// ids is where every name has an id, made of the name.
func ids(n schema.Name) (string, bool) { return "id-" + n.Kind + "-" + n.Key, true }

var (
	digester = record.Digester{Salt: schematest.Salt, ID: ids}
	keyed    = record.Digester{Salt: schematest.Salt, ID: ids, Key: []byte("k")}
)

// recorded returns the live object with the record of the applied one, whose given
// attributes were applied.
func recorded(t *testing.T, d record.Digester, live, applied *schema.Resource) *schema.Resource {
	t.Helper()
	return renewed(t, d, record.Applied{}, live, applied, applied.Given, 0)
}

func renewed(t *testing.T, d record.Digester, memory record.Applied, live, applied *schema.Resource, attrs, dropped schema.AttrSet) *schema.Resource {
	t.Helper()
	rec, err := d.Renew(memory, applied, live.ID, attrs, dropped)
	if err != nil {
		t.Fatal(err)
	}
	c := *live
	c.Record = rec
	return &c
}

func causes(d record.Digester, live, want *schema.Resource) plan.Difference {
	return plan.Compare(d, d.Recall(live, want.Key), live, want)
}

// told writes a verdict: differences with their causes, then what the record is to
// be told, by name.
func told(k *schema.Kind, v plan.Difference) string {
	var words []string
	for _, f := range v.Findings {
		if !v.Write.Has(f.Attr) {
			return "a cause of what is not written"
		}
		words = append(words, fmt.Sprintf("%s(%s)", k.Attrs[f.Attr].Name, f.Cause))
	}
	for i := range v.Stale.All() {
		words = append(words, "+"+k.Attrs[i].Name)
	}
	for _, name := range v.Left(k) {
		words = append(words, "-"+name)
	}
	if len(v.Findings) != v.Write.Len() || v.Write.And(v.Equal) != 0 || v.Stale.Minus(v.Equal) != 0 {
		return fmt.Sprintf("the verdict is at odds with itself: %+v", v)
	}
	return strings.Join(words, " ")
}

// TestTruthTable holds each row of the table of causes, once for each way in which
// a record can be of no use. A case says which description was applied, is live and
// is wanted; a dash means none.
func TestTruthTable(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("queue")
	described := func(text string) *schema.Resource {
		r := &schema.Resource{Kind: k, Body: &schema.Queue{Name: "Q", Description: text}, Given: k.Set("name"), Record: schema.Record{Owner: "support/queue.q"}, Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
		if text != "-" {
			r.Given = k.Set("name", "description")
		}
		r.UpdateKey()
		return r
	}
	// What a verdict says in the rows that write the attribute and find it equal or
	// different, and in the rows that do not write it. It does not mention a record
	// that is not written only for this.
	type row7 struct{ equal, differs, not string }
	lost, lazy := row7{"+name +description", "description(unknown) +name", "+name"}, row7{"", "description(unknown)", ""}
	records := []struct {
		name  string
		spoil func(live, applied *schema.Resource)
		says  row7
	}{
		{"is absent", func(live, _ *schema.Resource) { live.Record.Applied = "" }, lost},
		{"is unreadable", func(live, _ *schema.Resource) { live.Record.Applied = "1:x" }, lost},
		{"is another object's", func(live, _ *schema.Resource) { live.Live, live.Key = &schema.Live{ID: "copy"}, "copy" }, lost},
		{"is of version 2", func(live, _ *schema.Resource) { live.Record.Applied = "2" + live.Record.Applied[1:] }, lazy},
		{"has another key", func(live, applied *schema.Resource) { *live = *recorded(t, keyed, live, applied) }, lazy},
	}
	tests := []struct {
		row                 int
		name                string
		applied, live, want string
		says                string
	}{
		{1, "as it was", "a", "a", "a", ""},
		{2, "git changed", "a", "a", "b", "description(config)"},
		{3, "live changed", "a", "b", "a", "description(drift)"},
		{4, "both changed", "a", "b", "c", "description(both)"},
		{4, "not read, so that nothing is known of live", "a", "-", "b", "description(unknown)"},
		{5, "the same edit on both sides, or a crash before the tag", "a", "b", "b", "+description"},
		{6, "newly written, as it is", "-", "a", "a", "+description"},
		{6, "newly written, otherwise", "-", "a", "b", "description(config)"},
		{9, "no longer written", "a", "a", "-", "-description"},
		{9, "no longer written, and changed", "a", "b", "-", "-description"},
		{9, "no longer written, and not read", "a", "-", "-", "-description"},
		{10, "never written", "-", "a", "-", ""},
	}
	for _, tt := range tests {
		applied, live, want := described(tt.applied), described(tt.live), described(tt.want)
		check := func(rec, says string, live *schema.Resource) {
			if got := told(k, plan.Compare(digester, digester.Recall(live), live, want)); got != says {
				t.Errorf("row %d: %s, and the record %s: Causes() says %q, want %q", tt.row, tt.name, rec, got, says)
			}
		}
		live = recorded(t, digester, live, applied)
		check("is readable", tt.says, live)
		for _, rec := range records {
			says := rec.says.differs
			switch {
			case tt.row == 9 && rec.name == "has another key":
				says = tt.says // that there is an entry is seen without the key
			case tt.want == "-":
				says = rec.says.not
			case tt.want == tt.live:
				says = rec.says.equal
			}
			spoiled := *live
			rec.spoil(&spoiled, applied)
			check(rec.name, says, &spoiled)
		}
	}
}

// TestCollision takes digests for what they are: where the values differ, they are
// written, whatever the digests say.
func TestCollision(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("user")
	profiles := func(names ...string) *schema.Resource {
		r := &schema.Resource{Kind: k, Body: &schema.User{RoutingProfile: names[0], SecurityProfiles: names}, Given: k.Set("routing_profile", "security_profiles"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
		r.UpdateKey()
		return r
	}
	same := record.Digester{Salt: schematest.Salt, ID: func(schema.Name) (string, bool) { return "one id", true }}
	live := recorded(t, same, profiles("A"), profiles("A"))
	if got := told(k, causes(same, live, profiles("B"))); got != "routing_profile(drift) security_profiles(drift)" {
		t.Errorf("Causes() says %q", got)
	}
}

// TestReferences holds renames apart from changes.
func TestReferences(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("routing_profile")
	profile := func(queues ...string) *schema.Resource {
		p := &schema.RoutingProfile{Name: "P", DefaultOutboundQueue: queues[0]}
		for _, q := range queues {
			p.Queues = append(p.Queues, schema.QueueRow{Queue: q, Channel: "voice", Priority: 1})
		}
		r := &schema.Resource{Kind: k, Body: p, Given: k.Set("default_outbound_queue", "queues"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
		r.UpdateKey()
		return r
	}
	known := map[string]string{"A": "1", "B": "2", "New A": "1"}
	d := record.Digester{Salt: schematest.Salt, ID: func(n schema.Name) (string, bool) { id, ok := known[n.Key]; return id, ok }}
	tests := []struct {
		name                string
		applied, live, want []string
		says                string
	}{
		{"renamed, in git or live", []string{"A", "B"}, []string{"New A", "B"}, []string{"New A", "B"}, ""},
		{"renamed, and something else changed live", []string{"A", "B"}, []string{"New A"}, []string{"New A", "B"}, "queues(drift)"},
		{"a reference to what is about to be made", []string{"A", "B"}, []string{"A", "B"}, []string{"new", "B"}, "default_outbound_queue(config) queues(config)"},
		{"such a reference, and drift", []string{"A"}, []string{"A", "B"}, []string{"A", "new"}, "queues(both)"},
		{"a live reference to what is not known", []string{"A"}, []string{"gone"}, []string{"A"}, "default_outbound_queue(drift) queues(drift)"},
		{"what cannot be digested on either side is not said to be new", []string{"A"}, []string{"gone"}, []string{"gone"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			live := recorded(t, d, profile(tt.live...), profile(tt.applied...))
			v := causes(d, live, profile(tt.want...))
			if got := told(k, v); got != tt.says {
				t.Errorf("Causes() says %q, want %q", got, tt.says)
			}
			if tt.name == "such a reference, and drift" {
				if f := v.Findings[0]; f.Of("new\x00voice") != plan.Configured || f.Of("B\x00voice") != plan.Drifted {
					t.Errorf("Causes() tells %v apart", f.Entries)
				}
			}
		})
	}
}

// TestLeaves judges the leaves of an object, which share one entry. A case gives
// the leaves type, number, auto_accept and after_contact_work of a user's phone; a
// leaf that is not given is -.
func TestLeaves(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("user")
	phone := func(leaves string) *schema.Resource {
		u := &schema.User{}
		r := &schema.Resource{Kind: k, Body: u, Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
		for i, leaf := range strings.Fields(leaves) {
			if leaf == "-" {
				continue
			}
			switch i {
			case 0:
				u.Phone.Type = leaf
				r.Given = r.Given.Union(k.Set("phone.type"))
			case 1:
				u.Phone.Number = strings.Trim(leaf, `"`)
				r.Given = r.Given.Union(k.Set("phone.number"))
			case 2:
				u.Phone.AutoAccept = leaf == "yes"
				r.Given = r.Given.Union(k.Set("phone.auto_accept"))
			}
		}
		r.UpdateKey()
		return r
	}
	tests := []struct{ name, applied, live, want, says string }{
		{"as it was", "soft 1 yes", "soft 1 yes", "soft 1 yes", ""},
		{"leaves that nobody wrote", "soft - -", "soft 1 yes", "soft - -", ""},
		{"git changed one", "soft 1 yes", "soft 1 yes", "soft 2 yes", "phone.number(config)"},
		{"live changed one", "soft 1 yes", "soft 2 yes", "soft 1 yes", "phone.number(drift)"},
		{"each side one", "soft 1 yes", "soft 2 yes", "desk 1 yes", "phone.type(config) phone.number(drift)"},
		{"one on both sides", "soft 1 yes", "soft 2 yes", "soft 3 yes", "phone.number(both)"},
		{"a new leaf, as it is", "soft - -", "soft 1 yes", "soft 1 -", "+phone.type +phone.number"},
		{"a new leaf, otherwise", "soft - -", "soft 1 yes", "soft 2 -", "phone.number(config)"},
		{"a new leaf, as it is, beside drift", "soft - -", "desk 1 yes", "soft 1 -", "phone.type(drift)"},
		{"a new leaf, otherwise, beside drift", "soft - -", "desk 1 yes", "soft 2 -", "phone.type(drift) phone.number(config)"},
		{"an empty leaf counts", `soft "" yes`, `soft 1 yes`, `soft "" yes`, "phone.number(drift)"},
		{"a leaf no longer written", "soft 1 yes", "soft 1 yes", "soft - yes", "+phone.type +phone.auto_accept -phone.number"},
		{"a leaf no longer written, and another changed", "soft 1 yes", "soft 1 no", "soft - yes", "phone.auto_accept(drift) -phone.number"},
		{"a leaf no longer written, and changed live", "soft 1 yes", "soft 2 yes", "soft - yes", "+phone.type +phone.auto_accept"},
		{"no leaf written any more", "soft 1 yes", "soft 1 yes", "- - -", "-phone"},
		{"none written, now or before", "- - -", "soft 1 yes", "- - -", ""},
		{"all written for the first time", "- - -", "soft 1 yes", "soft 2 yes", "phone.number(config)"},
		{"a leaf that was not read", "soft 1 yes", "soft - yes", "soft 2 yes", "phone.number(unknown)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			live, want := recorded(t, digester, phone(tt.live), phone(tt.applied)), phone(tt.want)
			v := causes(digester, live, want)
			if got := told(k, v); got != tt.says {
				t.Errorf("Causes() says %q, want %q", got, tt.says)
			}
			k.Copy(live.Body, want.Body, v.Write)
			live.Given = live.Given.Union(v.Write)
			after := renewed(t, digester, digester.Recall(live), live, want, v.Equal.Union(v.Write), v.Dropped)
			if v = causes(digester, after, want); v.Renew() || v.Write != 0 {
				t.Errorf("after the record was renewed, Causes() says %q", told(k, v))
			}
		})
	}
}

type thing struct {
	A, B string
	Tags map[string]string
}

// things are a kind whose attribute a once had another form, and the code x; b is
// there so that something else can change.
func things(code byte, was string) *schema.Kind {
	return schema.Define(schema.Kind{Name: "thing"}, []schema.Field[thing]{
		schema.String("a", "", func(t *thing) *string { return &t.A }).Code(code, []byte(was)...),
		schema.String("b", "", func(t *thing) *string { return &t.B }).Code('b'),
		schema.StringMap("tags", "", func(t *thing) *map[string]string { return &t.Tags }).Code('t'),
	})
}

// TestLazily writes no record for the sake of a new code, another key or a binding
// that could name the id.
func TestLazily(t *testing.T) {
	t.Parallel()
	before, now := things('x', ""), things('a', "x")
	object := func(k *schema.Kind, a, b string, given ...string) *schema.Resource {
		return &schema.Resource{Kind: k, Body: &thing{A: a, B: b}, Given: k.Set(given...), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
	}
	applied := func(d record.Digester, k *schema.Kind, id string) *schema.Resource {
		live := object(now, "1", "1", "a", "b")
		live = recorded(t, d, live.WithID(id), object(k, "1", "1", "a", "b"))
		return live.WithID("id")
	}
	tests := []struct {
		name       string
		live, want *schema.Resource
		says       string
		renew      bool
	}{
		{"a new code", applied(digester, before, "id"), object(now, "1", "1", "a", "b"), "", false},
		{"a new code, and another value", applied(digester, before, "id"), object(now, "2", "1", "a", "b"), "a(unknown)", false},
		{"a new code, and another attribute", applied(digester, before, "id"), object(now, "1", "2", "a", "b"), "b(config)", false},
		{"a new code, and no longer written", applied(digester, before, "id"), object(now, "1", "1", "b"), "-a", true},
		{"another key", applied(keyed, now, "id"), object(now, "1", "1", "a", "b"), "", false},
		{"a binding by name", applied(digester, now, ""), object(now, "1", "1", "a", "b"), "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := causes(digester, tt.live, tt.want)
			if got := told(now, v); got != tt.says || v.Renew() != tt.renew {
				t.Errorf("Causes() says %q (renew: %v), want %q (%v)", got, v.Renew(), tt.says, tt.renew)
			}
			after := renewed(t, digester, digester.Recall(tt.live), tt.live, tt.want, v.Equal.Union(v.Write), v.Dropped)
			if a, err := record.ParseApplied(after.Record.Applied); err != nil || a.Fingerprint != "" || slices.ContainsFunc(a.Entries, func(e record.Entry) bool { return e.Code == 'x' }) {
				t.Errorf("a renewed record is %q", after.Record.Applied)
			}
		})
	}
}

// TestLifecycle ignores attributes in ignore_changes, and remembers protection.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("queue")
	object := func(text string) *schema.Resource {
		return &schema.Resource{Kind: k, Body: &schema.Queue{Description: text}, Given: k.Set("description", "status"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
	}
	live, want := recorded(t, digester, object("a"), object("a")), object("b")
	want.Lifecycle.Ignore = k.Set("description")
	if got := told(k, causes(digester, live, want)); got != "-description" {
		t.Errorf("of an ignored attribute, Causes() says %q", got)
	}
	want = object("a")
	want.Lifecycle.PreventDestroy = true
	if v := causes(digester, live, want); !v.Renew() || told(k, v) != "" {
		t.Errorf("of a new protection, Causes() says %q (renew: %v)", told(k, v), v.Renew())
	}
	live = recorded(t, digester, live, want)
	if v := causes(digester, live, want); v.Renew() {
		t.Error("Causes() would remember a protection again")
	}
}

// TestForgetful kinds have no memory: their differences have no known cause, and no
// record is written.
func TestForgetful(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("hierarchy")
	live := &schema.Resource{Kind: k, Body: &schema.Hierarchy{Levels: []string{"a"}}, Given: k.Every(), Desired: &schema.Desired{}, Live: &schema.Live{}}
	want := &schema.Resource{Kind: k, Body: &schema.Hierarchy{Levels: []string{"b"}}, Given: k.Every(), Desired: &schema.Desired{}, Live: &schema.Live{}}
	if v := causes(digester, live, want); told(k, v) != "levels(unknown)" || v.Renew() {
		t.Errorf("Causes() says %q (renew: %v)", told(k, v), v.Renew())
	}
	if v := causes(digester, live, live); told(k, v) != "" || v.Renew() {
		t.Errorf("of what is as wanted, Causes() says %q (renew: %v)", told(k, v), v.Renew())
	}
}

// FuzzCauses takes three random objects of a kind as what was applied, is live and
// is wanted. A cause that is given is the true one, and what apply does with the
// verdict leaves nothing to be done.
func FuzzCauses(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		m := schematest.New(seed, 4)
		states := [3]*schema.State{m.Live(true), m.Live(true), m.Want(true)}
		for k := range schema.Kinds() {
			var objects [3]*schema.Resource
			for i, s := range states {
				objects[i] = s.Of(k)[m.IntN(len(s.Of(k)))].Clone()
				objects[i].Key, objects[i].Desired, objects[i].Live = "Q", &schema.Desired{}, &schema.Live{ID: "id"}
				objects[i].Record.Owner = "support/x"
			}
			if k.HoldsRecords() {
				checkCauses(t, seed, objects[0], objects[1], objects[2])
				checkCauses(t, seed, objects[1], objects[1], objects[2])
				checkCauses(t, seed, objects[2], objects[1], objects[2])
			}
		}
	})
}

func checkCauses(t *testing.T, seed uint64, applied, live, want *schema.Resource) {
	t.Helper()
	k := want.Kind
	live = recorded(t, digester, live.Clone(), applied)
	v := causes(digester, live, want)
	if says := told(k, v); strings.Contains(says, "at odds") {
		t.Fatalf("seed %d: %s", seed, says)
	}
	git, drift := k.Changed(applied, want), k.Changed(applied, live)
	for _, f := range v.Findings {
		a := &k.Attrs[f.Attr]
		truth := trueCause(git.Has(f.Attr), drift.Has(f.Attr))
		wrong := f.Cause != truth
		switch {
		case strings.Contains(a.Name, "."): // leaves that both changed hide the cause of others
			wrong = wrong && f.Cause != plan.Both
		case a.Shape != schema.Scalar: // what both sides changed alike does not differ
			wrong = wrong && truth != plan.Both
		}
		if wrong {
			t.Errorf("seed %d: the cause of %s.%s is %s, want %s", seed, k.Name, a.Name, f.Cause, truth)
		}
		if got, known := plan.AppliedOf(f, a, live.Value(f.Attr), want.Value(f.Attr)); known && !git.Has(f.Attr) && drift.Has(f.Attr) && !got.RawEquals(applied.Value(f.Attr)) {
			t.Errorf("seed %d: %s.%s was last applied as %s, want %s", seed, k.Name, a.Name, plan.Text(got), plan.Text(applied.Value(f.Attr)))
		}
		inGit, inLive := keys(a, applied, want, f.Attr), keys(a, applied, live, f.Attr)
		for key := range keys(a, live, want, f.Attr) {
			if truth, got := trueCause(inGit[key], inLive[key]), f.Of(key); got != truth && got != plan.Both {
				t.Errorf("seed %d: the cause of %s.%s[%q] is %s, want %s", seed, k.Name, a.Name, key, got, truth)
			}
		}
	}
	k.Copy(live.Body, want.Body, v.Write)
	after := renewed(t, digester, digester.Recall(live), live, want, v.Equal.Union(v.Write), v.Dropped)
	if v = causes(digester, after, want); v.Renew() || v.Write != 0 {
		t.Errorf("seed %d: %s: after writing, Causes() says %q", seed, k.Name, told(k, v))
	}
}

func trueCause(git, drift bool) plan.Cause {
	switch {
	case !drift:
		return plan.Configured
	case !git:
		return plan.Drifted
	}
	return plan.Both
}

// keys returns where two values of an attribute differ inside.
func keys(a *schema.Attr, x, y *schema.Resource, i int) map[string]bool {
	set := map[string]bool{}
	for _, e := range plan.Delta(a, x.Value(i), y.Value(i)) {
		set[e.Key] = true
	}
	return set
}
