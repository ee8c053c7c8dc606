package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/export"
)

// hostile are names that may confuse a writer of HCL and CSV, that make the same label, or that
// look the same.
var hostile = []string{
	`"quoted"`, `${x}`, `%{if true}`, `$${x}`, `back\slash`, "line\nbreak", "tab\tstop", "carriage\rreturn", "😀", "\u202egnorw\u200f", "日本語", "<b>&amp;",
	"Sales", "sales", "SALES", "Sales ", " Sales", "Sa les", "Sales!", "Säles", "Saeles", "null", "true", "for", "each", "local", "7", "1st line", "a|b", "a,b", `a"b,c`, "-", "…",
	"caf\u00e9", "O'Brien", "McDonald", strings.Repeat("long", 30),
}

// liveOf returns a state with live objects.
func liveOf(t *testing.T, list ...*schema.Resource) *schema.State {
	t.Helper()
	for i, r := range list {
		r.Given = r.Kind.Every()
		r.UpdateKey()
		list[i] = schema.Complete(r, nil).WithID(fmt.Sprint(i))
	}
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func resource(kind string, body any) *schema.Resource {
	return &schema.Resource{Kind: schema.MustKind(kind), Body: body}
}

// TestHostileNames exports objects with hostile names that refer to each other.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	var all []*schema.Resource
	for i, name := range hostile {
		next := hostile[(i+1)%len(hostile)]
		all = append(
			all,
			resource("hours_of_operation", &schema.HoursOfOperation{Name: name, TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00"}}}),
			resource("queue", &schema.Queue{Name: name, HoursOfOperation: next, Status: "enabled", QuickConnects: []string{next}, Tags: map[string]string{name: next}}),
			resource("quick_connect", &schema.QuickConnect{Name: name, Description: next, Queue: schema.Transfer{To: next, Flow: name}}),
			resource("routing_profile", &schema.RoutingProfile{
				Name: name, Description: next, DefaultOutboundQueue: next, Channels: map[string]int{"voice": 1}, AgentAvailabilityTimer: "last_activity",
				Queues: []schema.QueueRow{{Queue: next, Channel: "voice", Priority: 1}},
			}),
			resource("user", &schema.User{Username: fmt.Sprintf("user-%d", i), FirstName: name, LastName: next, RoutingProfile: next, SecurityProfiles: []string{"Agent"}, Phone: schema.Phone{Type: "soft"}}),
		)
	}
	live := liveOf(t, all...)
	e := export1(t, live, export.Options{})
	if len(e.Left) > 0 {
		t.Errorf("left out %v", e.Left)
	}
	same(t, live, load(t, e).Want)
	if !slices.ContainsFunc(e.Files, func(f export.File) bool { return f.Name == "people.csv" }) {
		t.Error("the users whom a CSV file can hold are not in one")
	}
}

// TestUnicodeForm leaves out an object whose name is not in the form NFC: HCL converts strings
// to that form. An object with the same letters in NFC is described.
func TestUnicodeForm(t *testing.T) {
	t.Parallel()
	nfd := norm.NFD.String("caf\u00e9")
	live := liveOf(t, resource("agent_status", &schema.AgentStatus{Name: nfd, State: "enabled"}), resource("agent_status", &schema.AgentStatus{Name: "caf\u00e9", State: "enabled"}))
	e := export1(t, live, export.Options{})
	if len(e.Left) != 1 || e.Left[0].Name.Key != nfd || e.Objects != 1 {
		t.Errorf("left out %+v, and described %d objects", e.Left, e.Objects)
	}
	if _, ok := load(t, e).Want.Lookup(schema.Name{Kind: "agent_status", Key: "caf\u00e9"}); !ok {
		t.Error("the name in NFC is not described")
	}
}
