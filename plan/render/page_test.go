package render_test

import (
	stdcmp "cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// A node is an element of a page that was parsed as a browser does.
type node struct{ *html.Node }

func parsedPage(t testing.TB, page string) node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return node{root}
}

// all returns the elements of a name inside n, in the order of the page.
func (n node) all(name string) []node {
	var list []node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Lookup([]byte(name)) {
			list = append(list, node{d})
		}
	}
	return list
}

// attr returns the value of an attribute, or "".
func (n node) attr(name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text returns what n says, with single spaces.
func (n node) text() string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Style {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// section returns the section that the heading of an id labels.
func (n node) section(id string) (node, bool) {
	for _, s := range n.all("section") {
		if s.attr("aria-labelledby") == id {
			return s, true
		}
	}
	return node{}, false
}

// table returns the cells of a table, row by row, without the cells of tables inside it.
func (n node) table() [][]string {
	var rows [][]string
	for _, tr := range n.all("tr") {
		var cells []string
		for c := range tr.ChildNodes() {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, node{c}.text())
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestPageSections has a section for each thing that there is to tell of a plan, and none
// for what there is not.
func TestPageSections(t *testing.T) {
	t.Parallel()
	const people = "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.S?{permissions=A} "
	for _, test := range []struct {
		name, live, want string
		change           func(*impact.Assessment)
		sections         string
	}{
		{"no changes", "", "", nil, ""},
		{"a change", "", "hours.H", nil, "means changes"},
		{"what is left alone", "hours.H?", "", nil, "besides"},
		{"a deletion", "hours.H", "", nil, "means changes besides"},
		{"somebody comes", people, "user.u{routing=P security=S}", nil, "means access coverage heat people changes besides"},
		{"somebody is renamed in part", people + "user.u{first_name=A routing=P security=S}", "user.u{first_name=B}", nil, "means changes besides"},
		{"a table that nobody uses", "hours.H queue.Q{hours=H} routing.P{outbound=Q rows=Q:1:0}", "hours.H queue.Q routing.P{rows=Q:2:0}", nil, "means heat changes besides"},
		{"a refusal", "", "hours.H", func(p *impact.Assessment) {
			p.Refusals = []schema.Problem{{Problem: diag.TooManyDeletions.Problem("The plan deletes 1 of 1.")}}
		}, "refused means changes"},
		{"a warning", "", "hours.H", func(p *impact.Assessment) {
			p.Warnings = []schema.Problem{{Problem: diag.OutboundQueueNotInTable.Problem("Odd.")}}
		}, "means warnings changes"},
		{"what a person does", "", "hours.H", func(p *impact.Assessment) { p.Manual = []plan.Manual{{Object: "it", Steps: []string{"Do it."}}} }, "means byhand changes"},
		{"a notice", "", "hours.H", func(p *impact.Assessment) { p.Notices = []string{"Well."} }, "means changes besides"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, test.live, test.want)
			if test.change != nil {
				test.change(p)
			}
			var got []string
			for _, s := range parsedPage(t, pageOf(t, p)).all("section") {
				if id := s.attr("aria-labelledby"); id != "" {
					got = append(got, id)
				}
			}
			if strings.Join(got, " ") != test.sections {
				t.Errorf("the sections are %q, want %q", got, test.sections)
			}
		})
	}
}

// TestPageChanges shows each change with its sign, its object and, attribute by attribute,
// what differs.
func TestPageChanges(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		action, title    string
		attrs            [][]string // of the first table
	}{
		{"a creation", "hours.H?", "queue.A{hours=H desc=x}", "create", "+ create queue.A", [][]string{{"description", `after "x"`}, {"hours_of_operation", `after "H"`}}},
		{"an update", "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}", "update", "~ update queue.A", [][]string{{"description", `before "x" → after "y"`}}},
		{"a name that is not the label", "hours.H? queue.A@q{hours=H desc=x}", "queue.A@q{desc=y}", "update", "~ update queue.q A", [][]string{{"description", `before "x" → after "y"`}}},
		{"a rename", "hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H}", "rename", "> rename queue.x B was A", [][]string{{"name", `before "A" → after "B"`}}},
		{"a deletion", "hours.H? queue.A{hours=H}", "", "delete", "− delete queue.A ! deletion", [][]string{{"hours_of_operation", `before "H"`}}},
		{"an adoption", "hours.H? queue.A?{hours=H}", "queue.A{hours=H}", "adopt", "= adopt queue.A adopted", nil},
		{"a replacement", "security.S@x{permissions=A}", "security.N@x{permissions=A life=replace}", "replace", "-/+ replace security_profile.x N ! replacement", [][]string{{"permissions", `+ "A"`}}},
		{"members", "security.S{permissions=A|B}", "security.S{permissions=B|C}", "update", "~ update security_profile.S", [][]string{{"permissions", `+ "C" − "A"`}}},
		{
			"rows", "hours.H? queue.Q?{hours=H} queue.R?{hours=H} routing.P{outbound=Q rows=Q:1:0|R:2:10}", "routing.P{rows=Q:3:0}", "update", "~ update routing_profile.P",
			[][]string{
				{"queues", `Change queue channel priority delay − R voice 2 10 s ~ Q voice 1 -> 3 0 s`},
				{"Change", "queue", "channel", "priority", "delay"},
				{"−", "R", "voice", "2", "10 s"},
				{"~", "Q", "voice", "1 -> 3", "0 s"},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			articles := parsedPage(t, pageOf(t, planned(t, test.live, test.want))).all("article")
			if len(articles) != 1 {
				t.Fatalf("there are %d changes, want one", len(articles))
			}
			a := articles[0]
			if got := a.all("h4")[0].text(); got != test.title || a.attr("data-action") != test.action || a.attr("data-count") != "1" {
				t.Errorf("the change is %q (%s %s), want %q (%s)", got, a.attr("data-action"), a.attr("data-count"), test.title, test.action)
			}
			var got [][]string
			if tables := a.all("table"); len(tables) > 0 {
				got = tables[0].table()
			}
			if diff := cmp.Diff(test.attrs, got); diff != "" {
				t.Errorf("the attributes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPageMatrix has a column for each group of alike users and a row for each permission
// that one of them gains or loses.
func TestPageMatrix(t *testing.T) {
	t.Parallel()
	const around = "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.Old?{permissions=AccessMetrics|BasicAgentAccess} security.New?{permissions=BasicAgentAccess|Users.Edit} "
	p := planned(t, around+"user.a{routing=P security=Old} user.b{routing=P security=Old} user.c{routing=P security=Old}", "user.a{security=New} user.b{security=New} user.c user.d{routing=P security=Old}")
	access, ok := parsedPage(t, pageOf(t, p)).section("access")
	if !ok {
		t.Fatal("the page has no section of access")
	}
	want := [][]string{
		{"Permission", "2 users a , b +1 −1 via 1 New , 2 Old", "d joins +2 via Old"},
		{"Users and permissions"},
		{"Users - Edit ! administers access", "+ gained 1", ""},
		{"Analytics and Optimization"},
		{"Access metrics", "− lost 2", "+ gained"},
		{"Contact Control Panel (CCP)"},
		{"Access Contact Control Panel", "= kept", "+ gained"},
		{"Also kept", "0", "0"},
	}
	if diff := cmp.Diff(want, access.all("table")[0].table()); diff != "" {
		t.Errorf("the matrix mismatch (-want +got):\n%s", diff)
	}
}

// TestPageRouting tells of each queue how many agents serve it before and after, and of
// each routing profile which place the queue has in it.
func TestPageRouting(t *testing.T) {
	t.Parallel()
	const around = "hours.H? queue.Q?{hours=H} queue.R?{hours=H} security.S? routing.P{outbound=Q rows=Q:1:0|R:2:30} user.a?{routing=P security=S} user.b?{routing=P security=S} "
	for _, test := range []struct {
		name, want     string
		coverage, heat [][]string
	}{
		{
			"later", "routing.P{rows=Q:3:0|R:2:30}",
			[][]string{{"Queue", "Agents before", "Agents after", "What changes"}, {"Q voice", "2 1 · 0 s", "2 3 · 0 s", "served later (priority 1 → 3)"}},
			[][]string{{"Queue", "P 2 agents"}, {"Q voice", "~ before 1 · 0 s after 3 · 0 s"}},
		}, {
			"nobody left", "routing.P{rows=Q:1:0}",
			[][]string{{"Queue", "Agents before", "Agents after", "What changes"}, {"! R voice", "2 2 · 30 s", "0 nobody", "nobody is left to serve it (2 agents before)"}},
			[][]string{{"Queue", "P 2 agents"}, {"R voice", "− before 2 · 30 s"}},
		}, {
			"somebody comes", "routing.P{rows=Q:1:0|R:2:30} user.c{routing=P security=S}",
			[][]string{{"Queue", "Agents before", "Agents after", "What changes"}, {"Q voice", "2 1 · 0 s", "3 1 · 0 s", "2 → 3 agents"}, {"R voice", "2 2 · 30 s", "3 2 · 30 s", "2 → 3 agents"}},
			[][]string{{"Queue", "P 2 → 3 agents"}, {"Q voice", "1 · 0 s"}, {"R voice", "2 · 30 s"}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			root := parsedPage(t, pageOf(t, planned(t, around, test.want)))
			for id, want := range map[string][][]string{"coverage": test.coverage, "heat": test.heat} {
				section, ok := root.section(id)
				if !ok {
					t.Fatalf("the page has no section %q", id)
				}
				if diff := cmp.Diff(want, section.all("table")[0].table()); diff != "" {
					t.Errorf("%s mismatch (-want +got):\n%s", id, diff)
				}
			}
		})
	}
}

// TestPageAddsUp compares the numbers of a page: the ones at its top, the ones of its kinds,
// and the changes themselves.
func TestPageAddsUp(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]*impact.Assessment{"changes": changes().plan(t), "hostile": hostilePlan(t), "a crowd": crowd(150, 80, 20).plan(t)} {
		root := parsedPage(t, pageOf(t, p))
		byAction, byKind, total := map[string]int{}, map[string]int{}, 0
		for _, a := range root.all("article") {
			n, err := strconv.Atoi(a.attr("data-count"))
			if err != nil {
				t.Fatal(err)
			}
			byAction[a.attr("data-action")] += n
			byKind[strings.ReplaceAll(a.attr("data-kind"), "_", " ")] += n
			total += n
		}
		if total != p.Count(plan.Create)+p.Count(plan.Update)+p.Count(plan.Rename)+p.Count(plan.Adopt)+p.Count(plan.Delete)+p.Count(plan.Replace) {
			t.Errorf("%s: the changes are of %d objects", name, total)
		}
		for _, li := range root.all("ul")[0].all("li") {
			fields := strings.Fields(li.text()) // `+ 2 to create`, `3 unchanged`
			if len(fields) == 4 && strconv.Itoa(byAction[fields[3]]) != fields[1] {
				t.Errorf("%s: the top says %q, and there are %d", name, li.text(), byAction[fields[3]])
			}
		}
		for _, h := range root.all("h3") {
			if h.Parent.DataAtom == atom.Section && (node{h.Parent}).attr("class") == "kind" {
				kind, n := h.text(), 0
				for k := range byKind {
					if strings.HasPrefix(kind, k+" ") {
						n = byKind[k]
					}
				}
				if !strings.HasSuffix(kind, fmt.Sprintf(" %d change", n)) && !strings.HasSuffix(kind, fmt.Sprintf(" %d changes", n)) {
					t.Errorf("%s: a heading is %q, and there are %d", name, kind, n)
				}
			}
		}
	}
}

// TestPageFilters offers exactly the kinds, actions and risks that the changes have.
func TestPageFilters(t *testing.T) {
	t.Parallel()
	root := parsedPage(t, pageOf(t, changes().plan(t)))
	has := map[string]map[string]bool{"kind": {}, "action": {}, "risk": {}}
	for _, a := range root.all("article") {
		for name := range has {
			for value := range strings.FieldsSeq(a.attr("data-" + name)) {
				has[name][value] = true
			}
		}
	}
	for _, s := range root.all("select") {
		offers := map[string]bool{}
		for _, o := range s.all("option") {
			if value := stdcmp.Or(o.attr("value"), o.text()); value != "all" {
				offers[value] = true
			}
		}
		if diff := cmp.Diff(has[s.attr("name")], offers); diff != "" {
			t.Errorf("the filter %s mismatch (-changes +offers):\n%s", s.attr("name"), diff)
		}
	}
}

// skeleton returns the elements and attributes of a page, without texts and values.
func skeleton(n node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		b.WriteString(d.Data)
		for _, a := range d.Attr {
			b.WriteString(" " + a.Key)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestPageOfAnyName makes the same page of a plan whatever its objects are named: a name
// adds no element and no attribute, and is read as it is.
func TestPageOfAnyName(t *testing.T) {
	t.Parallel()
	of := func(name string) node {
		q := strconv.Quote(name)
		return parsedPage(t, pageOf(t, planned(t, "hours.H? security.S?{permissions=A} queue."+q+"@q{hours=H} routing."+q+"@r{outbound="+q+" rows="+q+"}", "routing."+q+"@r{rows="+q+"} queue."+q+"@q{desc="+q+"} user."+q+"@u{routing="+q+" security=S}")))
	}
	plain := skeleton(of("plain"))
	for _, name := range slices.Concat(hostileNames, harmful, []string{"Sales: Gold", "a[0]", "🏴\U000e0067\U000e007f", "\x7f\a", "שלום", "a, b", "&lt;"}) {
		root := of(name)
		if diff := cmp.Diff(plain, skeleton(root)); diff != "" {
			t.Errorf("%q changes the page (-plain +got):\n%s", name, diff)
		}
		want := strings.Join(strings.Fields(plan.Clean(name)), " ")
		found := map[string]int{}
		for _, b := range root.all("bdi") {
			found[b.text()]++
		}
		if found[want] < 3 {
			t.Errorf("%q is on the page %d times", want, found[want])
		}
	}
}

// TestPageIsWellMade holds what a screen reader and a browser need: labels that are there,
// ids that are used once, headers that say what they are of, and no text outside the body.
func TestPageIsWellMade(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]*impact.Assessment{"changes": changes().plan(t), "hostile": hostilePlan(t), "a crowd": crowd(150, 80, 20).plan(t)} {
		root := parsedPage(t, pageOf(t, p))
		ids := map[string]int{}
		for d := range root.Descendants() {
			if id := (node{d}).attr("id"); id != "" {
				ids[id]++
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: the id %q is used %d times", name, id, n)
			}
		}
		for _, s := range root.all("section") {
			if id := s.attr("aria-labelledby"); id != "" && ids[id] != 1 {
				t.Errorf("%s: a section is labelled by %q, which is not there", name, id)
			}
		}
		for _, th := range root.all("th") {
			if th.attr("scope") == "" {
				t.Errorf("%s: a header has no scope: %s", name, th.text())
			}
		}
		for _, d := range root.all("details") {
			if first := d.FirstChild; first == nil || first.DataAtom != atom.Summary || (node{first}).text() == "" {
				t.Errorf("%s: a part that can be folded has no title: %s", name, d.text())
			}
		}
		for _, level := range []string{"h1", "main", "header", "footer", "title"} {
			if n := len(root.all(level)); n != 1 {
				t.Errorf("%s: there are %d %s, want one", name, n, level)
			}
		}
	}
}

// TestPagePolicy lets run what the page has, and nothing else.
func TestPagePolicy(t *testing.T) {
	t.Parallel()
	root := parsedPage(t, pageOf(t, changes().plan(t)))
	hash := func(name string) string {
		parts := root.all(name)
		if len(parts) != 1 {
			t.Fatalf("there are %d %s", len(parts), name)
		}
		sum := sha256.Sum256([]byte(parts[0].FirstChild.Data))
		return name + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"
	}
	policy := ""
	for _, m := range root.all("meta") {
		if m.attr("http-equiv") == "Content-Security-Policy" {
			policy = m.attr("content")
		}
	}
	check(t, policy+";", []string{"default-src 'none';", hash("style"), hash("script"), "base-uri 'none';", "form-action 'none';"}, []string{"unsafe", "http", "*"})
}

// TestNotRead says of a value that was not read that it is as last applied, and claims of
// none of its members that they are new.
func TestNotRead(t *testing.T) {
	t.Parallel()
	for _, gone := range []bool{false, true} {
		s := (&story{}).is("plus", "", &schema.SecurityProfile{Name: "Plus", Permissions: []string{"AccessMetrics", "Users.View"}})
		s.drift("Plus", func(r *schema.Resource) {
			r.Given = r.Given.Minus(r.Kind.Set("permissions"))
			r.Body = &schema.SecurityProfile{Name: "Plus"}
			r.Record = record.Stamped(r.Record, 1000)
			record.Vouch(r, instanceID, r.Kind.Set("permissions"), 1)
		})
		if !gone {
			s.wants("plus", "", &schema.SecurityProfile{Name: "Plus", Permissions: []string{"AccessMetrics"}}, "permissions")
		}
		p := s.plan(t)
		rows := parsedPage(t, pageOf(t, p)).all("article")[0].all("table")[0].table()
		got := ""
		for _, row := range rows {
			if row[0] == "permissions" {
				got = row[1]
			}
		}
		want := `before as last applied, not read → after ["AccessMetrics"]`
		if gone {
			want = "before as last applied, not read"
		}
		if got != want {
			t.Errorf("the page says %q, want %q", got, want)
		}
		if !gone {
			check(t, human(t, p, render.Style{}), []string{`permissions  (as last applied, not read) -> ["AccessMetrics"]`}, nil)
			check(t, page(t, p, render.Page{Command: "plan"}), []string{`(as last applied, not read) -> ["AccessMetrics"]`}, nil)
		}
	}
}

// TestPageLeftAlone counts by kind what the plan leaves alone, and the deletions that it
// may make.
func TestPageLeftAlone(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H? hours.I? queue.A?{hours=H} queue.B{hours=H} security.S? security.T? security.U?", "")
	besides, ok := parsedPage(t, pageOf(t, p)).section("besides")
	if !ok {
		t.Fatal("the page does not say what it leaves alone")
	}
	var got [][][]string
	for _, table := range besides.all("table") {
		got = append(got, table.table())
	}
	want := [][][]string{
		{{"Kind", "Deleted", "Allowed"}, {"queue", "1", "1000"}},
		{{"Kind", "Objects"}, {"hours of operation", "2"}, {"queue", "1"}, {"security profile", "3"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tables mismatch (-want +got):\n%s", diff)
	}
}
