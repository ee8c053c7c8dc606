package sim

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// samples are valid values for shapes with a pattern.
var samples = map[string]string{
	"Password": "Passw0rd", "PhoneNumber": "+441632960000", "SensitivePhoneNumber": "+441632960000", "PhoneNumberPrefix": "+44",
	"HoursOfOperationOverrideYearMonthDayDateFormat": "2026-12-24", "DateYearMonthDayFormat": "2026-12-24",
}

// sample is a valid value for a shape, with every member that it can have, down
// to a depth at which shapes that hold themselves end.
func sample(m *api.Model, name string, depth int) any {
	s := m.Shapes[name]
	of := map[string]func() any{
		"string":    func() any { return sampleText(name, s) },
		"integer":   func() any { return max(1, minimum(s)) },
		"long":      func() any { return max(1, minimum(s)) },
		"float":     func() any { return max(1, minimum(s)) },
		"double":    func() any { return max(1, minimum(s)) },
		"timestamp": func() any { return 1.0 },
		"boolean":   func() any { return true },
		"map":       func() any { return api.Members{"k": sample(m, s.Value, depth-1)} },
		"list": func() any {
			if depth <= 0 {
				return []any{}
			}
			return []any{sample(m, s.Element, depth-1)}
		},
		"structure": func() any {
			out := api.Members{}
			for member, d := range s.Members {
				if depth > 0 || d.Required {
					out[member] = sample(m, d.Shape, depth-1)
				}
			}
			return out
		},
	}[s.Type]
	return of()
}

func sampleText(name string, s *api.Shape) any {
	if v, ok := samples[name]; ok {
		return v
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	return strings.Repeat("x", int(max(1, minimum(s))))
}

func minimum(s *api.Shape) float64 {
	if s.Min == nil {
		return 0
	}
	return *s.Min
}

// A breakage is a value that a shape does not accept, and the exception for it.
type breakage struct {
	value     any
	exception string
}

// breakages are the ways in which a value of a shape can be wrong.
func breakages(s *api.Shape) (all []breakage) {
	const malformed, outside = "InvalidRequestException", "InvalidParameterException"
	other := any("x")
	if s.Type == "string" {
		other = []any{}
	}
	all = append(all, breakage{other, malformed})
	if len(s.Enum) > 0 {
		all = append(all, breakage{"NONE_OF_THEM", outside})
	}
	if s.Min != nil && *s.Min > 0 || s.Min != nil && s.Type == "integer" {
		all = append(all, breakage{sized(s.Type, *s.Min-1), outside})
	}
	if s.Max != nil {
		all = append(all, breakage{sized(s.Type, *s.Max+1), outside})
	}
	return all
}

// sized is a value of a type that counts n.
func sized(kind string, n float64) any {
	many := api.Members{}
	for i := range int(max(n, 0)) {
		many[fmt.Sprint(i)] = "x"
	}
	return map[string]any{
		"string": strings.Repeat("x", int(max(n, 0))), "integer": n, "float": n, "list": make([]any, int(max(n, 0))), "map": many,
	}[kind]
}

// send makes a request of an operation's members and answers it.
func send(s *Server, o *api.Operation, in api.Members) *httptest.ResponseRecorder {
	body, query, path := api.Members{}, url.Values{}, o.URI
	for name, d := range s.front.model.Shapes[o.Input].Members {
		wire := name
		if d.Wire != "" {
			wire = d.Wire
		}
		v, given := in[name]
		values, isList := v.([]any)
		if !isList {
			values = []any{v}
		}
		switch {
		case d.In == "uri":
			path = strings.Replace(path, "{"+wire+"}", url.PathEscape(fmt.Sprint(v)), 1)
		case d.In == "querystring" && given:
			for _, e := range values {
				query.Add(wire, fmt.Sprint(e))
			}
		case given:
			body[wire] = v
		}
	}
	r := httptest.NewRequest(o.Method, path+"?"+query.Encode(), strings.NewReader(api.Encode(body)))
	r.Header.Set("Authorization", signed)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A change makes a valid request of an operation wrong in one way.
type change struct {
	what             string
	in               api.Members
	exception, about string // of the answer
}

// changes are the ways in which each member of a request can be wrong: missing,
// of another type, out of bounds, or naming what is not there.
func changes(o *api.Operation) (all []change) {
	whole := sample(loaded(), o.Input, 4).(api.Members)
	with := func(member string, v any) api.Members {
		in := maps.Clone(whole)
		in[member] = v
		return in
	}
	for member, d := range loaded().Shapes[o.Input].Members {
		for _, b := range breakages(loaded().Shapes[d.Shape]) {
			if reaches(d, b) {
				all = append(all, change{fmt.Sprintf("%s = %.40v", member, b.value), with(member, b.value), b.exception, member})
			}
		}
		if d.Required && d.In != "uri" {
			in := maps.Clone(whole)
			delete(in, member)
			all = append(all, change{"no " + member, in, "InvalidRequestException", member + ": This member is required"})
		}
		if member == "InstanceId" {
			all = append(all, change{"another instance", whole, "ResourceNotFoundException", `No instance has the id "x"`})
		}
		if member == "resourceArn" {
			all = append(all, change{"something that is no ARN", whole, "InvalidParameterException", "resourceArn"})
		}
	}
	return all
}

// reaches tells whether a wrong value can be sent in a member's place. In a URI
// any text is a string, and one that is missing is another path or no member.
func reaches(d *api.Member, b breakage) bool {
	if list, ok := b.value.([]any); ok && len(list) == 0 || b.value == "" {
		return d.In == ""
	}
	return d.In == "" || b.exception != api.InvalidRequestException
}

// Every operation refuses each change by the right exception, naming the member,
// and a body that is not JSON.
func TestEveryMemberIsChecked(t *testing.T) {
	t.Parallel()
	s, err := Open("", Options{Observe: Record})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, o := range loaded().Operations {
		for _, c := range changes(o) {
			w := send(s, o, c.in)
			want, got := s.front.declared(name, c.exception), w.Header().Get("X-Amzn-ErrorType")
			var body struct{ Message string }
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
				t.Fatal(err)
			}
			if got != want || w.Code != s.front.status(want) || !strings.HasPrefix(body.Message, c.about) {
				t.Errorf("%s with %s: %d %s %q, want %s about %s", name, c.what, w.Code, got, body.Message, want, c.about)
			}
		}
		r := httptest.NewRequest(o.Method, fill(o.URI, s.Instance().ID, "x"), strings.NewReader("{"))
		r.Header.Set("Authorization", signed)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusBadRequest || w.Header().Get("X-Amzn-ErrorType") != "InvalidRequestException" {
			t.Errorf("%s with half a body: %d %s", name, w.Code, w.Body)
		}
	}
}

// Every kind with a quota refuses one object more.
func TestEveryQuota(t *testing.T) {
	t.Parallel()
	s, err := Open("", Options{Observe: Record, Objects: PublishedObjects()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids := map[string]string{}
	err = s.store.Change(func(t *store.Tx) error {
		for _, k := range kinds() {
			page, _, failed := store.PageAfter(t, store.Cursor{}, 1, store.Select(store.Always, k))
			for _, o := range page {
				ids[k.ID] = o.ID
			}
			if failed != nil {
				return failed
			}
			_, failed = t.Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < ?)
				INSERT INTO objects (kind, id, scope, name, modified, tags, body) SELECT ?, 'id' || i, 'full', i, 0, '{}', '{}' FROM n`, t.Quotas[k.Title()], k.Word)
			if failed != nil {
				return failed
			}
		}
		level := &store.Object{Kind: levels, Scope: "0", Body: api.Members{"Name": "One"}}
		return t.Create(level)
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]api.Members{
		"CreateHoursOfOperation":    {"Name": "x", "TimeZone": "UTC", "Config": []any{}},
		"CreateQueue":               {"Name": "x", "HoursOfOperationId": ids["HoursOfOperationId"]},
		"CreateSecurityProfile":     {"SecurityProfileName": "x"},
		"CreateUserHierarchyGroup":  {"Name": "x"},
		"CreatePredefinedAttribute": {"Name": "x"},
		"CreateQuickConnect": {"Name": "x", "QuickConnectConfig": api.Members{
			"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": api.Members{"PhoneNumber": "+441632960000"},
		}},
		"CreateUser": {
			"Username": "x", "IdentityInfo": api.Members{"FirstName": "x", "LastName": "x"}, "PhoneConfig": api.Members{"PhoneType": "SOFT_PHONE"},
			"RoutingProfileId": ids["RoutingProfileId"], "SecurityProfileIds": []any{ids["SecurityProfileId"]},
		},
		"CreateAgentStatus":    {"Name": "x", "State": "ENABLED"},
		"CreateRoutingProfile": {"Name": "x", "Description": "x", "DefaultOutboundQueueId": ids["QueueId"], "MediaConcurrencies": []any{}},
	} {
		in["InstanceId"] = s.Instance().ID
		w := send(s, loaded().Operations[name], in)
		if w.Code != http.StatusTooManyRequests || w.Header().Get("X-Amzn-ErrorType") != "LimitExceededException" {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

// provoked are the exceptions that the tests have to see from each operation
// that declares them. The others are of the service's own state: throttling,
// failures, and a quota that no operation here has.
var provoked = []string{
	"AccessDeniedException", "DuplicateResourceException", "InvalidParameterException", "InvalidRequestException",
	"LimitExceededException", "ResourceInUseException", "ResourceNotFoundException",
}

// neverSeen are exceptions that an operation declares and the simulator has no reason
// for: statuses count whether they are enabled or not, and who asks makes no
// difference.
var neverSeen = []string{
	"UpdateAgentStatus LimitExceededException",
	"ListPhoneNumbersV2 AccessDeniedException",
	"ListContactFlowModules AccessDeniedException",
	"AssociateQueueEmailAddresses AccessDeniedException",
	"DisassociateQueueEmailAddresses AccessDeniedException",
	"ListQueueEmailAddresses AccessDeniedException",
	"SearchEmailAddresses AccessDeniedException",
	"UpdateQueueOutboundEmailConfig AccessDeniedException",
}

// Uncovered lists the operations that no test saw succeed, and the exceptions
// that no test saw.
func Uncovered() (missing []string) {
	for name, o := range loaded().Operations {
		if !recorded(name, "") {
			missing = append(missing, name+" succeeding")
		}
		for _, exception := range o.Errors {
			if slices.Contains(provoked, exception) && !slices.Contains(neverSeen, name+" "+exception) && !recorded(name, exception) {
				missing = append(missing, name+" answering "+exception)
			}
		}
	}
	slices.Sort(missing)
	return missing
}
