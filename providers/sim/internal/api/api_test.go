package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// service is a small model with every type there is.
const service = `{
 "operations": {
  "GetBox": {"method": "GET", "uri": "/boxes/{Room}/{Box}", "input": "GetBoxRequest", "output": "Box", "errors": ["Missing"]},
  "ListBoxes": {"method": "GET", "uri": "/boxes/{Room}/all", "input": "ListBoxesRequest", "errors": []},
  "PutBox": {"method": "PUT", "uri": "/boxes/{Room}", "input": "Box", "errors": []}
 },
 "shapes": {
  "GetBoxRequest": {"type": "structure", "members": {
   "Room": {"shape": "Name", "required": true, "in": "uri"}, "Box": {"shape": "Name", "required": true, "in": "uri", "wire": "Box"}}},
  "ListBoxesRequest": {"type": "structure", "members": {
   "Room": {"shape": "Name", "required": true, "in": "uri"},
   "Size": {"shape": "Count", "in": "querystring", "wire": "size"},
   "Open": {"shape": "Flag", "in": "querystring", "wire": "open"},
   "Colours": {"shape": "Colours", "in": "querystring", "wire": "colours"}}},
  "Box": {"type": "structure", "members": {
   "Room": {"shape": "Name", "in": "uri"},
   "Name": {"shape": "Name", "required": true}, "Count": {"shape": "Count"}, "Weight": {"shape": "Weight"}, "Open": {"shape": "Flag"},
   "Colours": {"shape": "Colours"}, "Labels": {"shape": "Labels"}, "Inner": {"shape": "Box"}, "At": {"shape": "Time"}}},
  "Name": {"type": "string", "min": 1, "max": 5, "pattern": "[\\u0061-\\u007A\\u00E9]*"},
  "Count": {"type": "integer", "min": 0, "max": 10}, "Weight": {"type": "double", "max": 2.5}, "Flag": {"type": "boolean"},
  "Colour": {"type": "string", "enum": ["RED", "BLUE"]}, "Colours": {"type": "list", "element": "Colour", "min": 1, "max": 2},
  "Labels": {"type": "map", "key": "Name", "value": "Colour", "max": 1}, "Time": {"type": "timestamp"}
 },
 "errors": {"Missing": 404}
}`

func load(t testing.TB) *Model {
	t.Helper()
	m, err := Load([]byte(service))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRoute(t *testing.T) {
	t.Parallel()
	m := load(t)
	for _, test := range []struct {
		request, operation string
		labels             map[string]string
	}{
		{"GET /boxes/attic/red", "GetBox", map[string]string{"Room": "attic", "Box": "red"}},
		{"GET /boxes/attic/all", "ListBoxes", map[string]string{"Room": "attic"}},
		{"GET /boxes/a%2Fb/c%20d", "GetBox", map[string]string{"Room": "a/b", "Box": "c d"}},
		{"GET /boxes/all%2F/all?x=y", "ListBoxes", map[string]string{"Room": "all/"}},
		{"PUT /boxes/attic", "PutBox", map[string]string{"Room": "attic"}},
		{"PUT /boxes/", "", nil},
		{"PUT /boxes", "", nil},
		{"PUT /boxes/attic/red", "", nil},
		{"POST /boxes/attic", "", nil},
		{"GET /", "", nil},
	} {
		method, target, _ := strings.Cut(test.request, " ")
		match, ok := m.Route(httptest.NewRequest(method, target, nil))
		if !ok {
			match.Operation = &Operation{}
		}
		if match.Operation.Name != test.operation || !cmp.Equal(match.Labels, test.labels) {
			t.Errorf("%s: %s %v, want %s %v", test.request, match.Operation.Name, match.Labels, test.operation, test.labels)
		}
	}
}

func (m *Model) ask(t *testing.T, method, target, body string) (map[string]any, error) {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	match, ok := m.Route(r)
	if !ok {
		t.Fatalf("no operation for %s %s", method, target)
	}
	return m.Input(match, r.URL.Query(), []byte(body))
}

func TestInput(t *testing.T) {
	t.Parallel()
	m := load(t)
	for _, test := range []struct {
		method, target, body string
		want                 map[string]any
	}{
		{http.MethodPut, "/boxes/attic", `{"Name":"é","Count":10,"Weight":2.5,"Open":false,"Colours":["RED"],"Labels":{"a":"BLUE"},"At":1.5}`, map[string]any{
			"Room": "attic", "Name": "é", "Count": 10.0, "Weight": 2.5, "Open": false, "Colours": []any{"RED"}, "Labels": map[string]any{"a": "BLUE"}, "At": 1.5,
		}},
		{http.MethodPut, "/boxes/attic", `{"Name":"a","Room":"other","Unknown":1,"Count":null,"Inner":{"Name":"b","Unknown":[]}}`, map[string]any{
			"Room": "attic", "Name": "a", "Inner": map[string]any{"Name": "b"},
		}},
		{http.MethodGet, "/boxes/attic/all?size=3&open=true&colours=RED&colours=BLUE", "", map[string]any{
			"Room": "attic", "Size": 3.0, "Open": true, "Colours": []any{"RED", "BLUE"},
		}},
		{http.MethodGet, "/boxes/attic/all", `{"Size":3}`, map[string]any{"Room": "attic"}},
		{http.MethodGet, "/boxes/attic/all", `null`, map[string]any{"Room": "attic"}},
	} {
		got, err := m.ask(t, test.method, test.target, test.body)
		if err != nil {
			t.Errorf("%s: %v", test.target, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("Input(%s, %s) mismatch (-want +got):\n%s", test.target, test.body, diff)
		}
	}
}

func TestInvalid(t *testing.T) {
	t.Parallel()
	m := load(t)
	for body, want := range map[string]invalidValue{
		`{`:                                 {"", "", true},
		`"x"`:                               {"", "", true},
		`{}{}`:                              {"", "", true},
		`{}`:                                {"Name", "required", true},
		`{"Name":""}`:                       {"Name", "0, and the least is 1", false},
		`{"Name":"éééééé"}`:                 {"Name", "6, and the most is 5", false},
		`{"Name":"A"}`:                      {"Name", "pattern", false},
		`{"Name":"a\nb"}`:                   {"Name", "pattern", false},
		`{"Name":1}`:                        {"Name", "a string", true},
		`{"Name":"a","Count":11}`:           {"Count", "11, and the most is 10", false},
		`{"Name":"a","Count":1.5}`:          {"Count", "whole", true},
		`{"Name":"a","Count":3000000000}`:   {"Count", "whole", true},
		`{"Name":"a","Count":"1"}`:          {"Count", "whole", true},
		`{"Name":"a","Weight":2.6}`:         {"Weight", "2.6, and the most is 2.5", false},
		`{"Name":"a","Weight":"2"}`:         {"Weight", "a number", true},
		`{"Name":"a","Open":"true"}`:        {"Open", "true or false", true},
		`{"Name":"a","Colours":"RED"}`:      {"Colours", "a list", true},
		`{"Name":"a","Colours":[]}`:         {"Colours", "entries is 0", false},
		`{"Name":"a","Colours":["PINK"]}`:   {"Colours[0]", "none of RED, BLUE", false},
		`{"Name":"a","Colours":[null]}`:     {"Colours[0]", "a string", true},
		`{"Name":"a","Labels":[]}`:          {"Labels", "an object", true},
		`{"Name":"a","Labels":{"":"RED"}}`:  {`Labels[""]`, "least", false},
		`{"Name":"a","Labels":{"a":"x"}}`:   {`Labels["a"]`, "none of", false},
		`{"Name":"a","Inner":{}}`:           {"Inner.Name", "required", true},
		`{"Name":"a","Inner":[]}`:           {"Inner", "an object", true},
		`{"Name":"a","Inner":{"Name":"A"}}`: {"Inner.Name", "pattern", false},
	} {
		_, err := m.ask(t, http.MethodPut, "/boxes/attic", body)
		var got *invalidValue
		if !errors.As(err, &got) || got.Member != want.Member || got.Malformed != want.Malformed || !strings.Contains(err.Error(), want.Problem) {
			t.Errorf("%s: %#v, want %#v", body, err, want)
		}
	}
	for _, target := range []string{"/boxes/attic/all?size=x", "/boxes/attic/all?open=maybe", "/boxes/attic/all?size=11", "/boxes/attic/all?colours=PINK", "/boxes/LONGER/all"} {
		if _, err := m.ask(t, http.MethodGet, target, ""); err == nil {
			t.Errorf("%s is accepted", target)
		}
	}
}

func TestOutput(t *testing.T) {
	t.Parallel()
	m := load(t)
	answer := map[string]any{
		"Name": `"é`, "Count": 3, "Weight": 0.25, "At": 1.7e9, "Open": false, "Other": 1, "Colours": []any{}, "Labels": map[string]any{"b": "", "a": "x"},
		"Inner": map[string]any{"Name": "a", "Other": 1, "Count": nil},
	}
	got := string(m.Output(m.Operations["GetBox"], answer))
	want := `{"At":1700000000,"Colours":[],"Count":3,"Inner":{"Name":"a"},"Labels":{"a":"x","b":""},"Name":"\"é","Open":false,"Weight":0.25}`
	if got != want {
		t.Errorf("Output is %s, want %s", got, want)
	}
	if got := string(m.Output(m.Operations["ListBoxes"], answer)); got != "{}" {
		t.Errorf("Output of an operation without output is %s", got)
	}
}

func TestDeclares(t *testing.T) {
	t.Parallel()
	o := load(t).Operations["GetBox"]
	if !o.Declares("Missing") || o.Declares("Other") {
		t.Error("GetBox declares Missing and nothing else")
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		`{`,
		`{"shapes": {"X": {"type": "blob"}}}`,
		`{"shapes": {"X": {"type": "string", "pattern": "(?!x)y"}}}`,
	} {
		if _, err := Load([]byte(src)); err == nil {
			t.Errorf("Load accepts %s", src)
		}
	}
}

// The patterns that the official model states in other languages.
func TestPatternsByHand(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../../model.json")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Load(src)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range m.Shapes { // a pattern is compiled when the first value comes
		if s.matches != nil {
			s.matches("")
		}
	}
	for shape, values := range map[string]map[string]bool{
		"TagKey": {"team": true, "a b/c=d+e-f@g": true, "éñ": true, "": true, "aws:x": false, "AWS:x": true, "a#b": false, "awsx": true},
		"Password": {
			"Passw0rd": true, "passw0rd": false, "PASSW0RD": false, "Password": false, "Pw0": false, "Pass w0rd": false,
			"Pässw0rd": true, strings.Repeat("aB3", 21): true, strings.Repeat("aB3", 22): false,
		},
		"PhoneNumber":                    {"+441632960000": true, "+1": false, "": true, "441632960000": false, "+0123": false, `\+441632`: false},
		"SensitivePhoneNumber":           {"+441632960000": true, "": false, "x+441632960000": false},
		"CreateSecurityProfileName":      {"A b_c@d-1": true, "a.b": false},
		"PrimaryAttributeContextKeyName": {"a b": true, "aws:a": false, "connect:a": false, "": false},
		"IAMRestrictedPrimaryValue":      {"a b": true, "\u0100": false},
	} {
		for v, want := range values {
			if got := m.Shapes[shape].matches(v); got != want {
				t.Errorf("%s: %q is accepted: %v, want %v", shape, v, got, want)
			}
		}
	}
}

// Whatever a request holds, what Input returns fits the declared types.
func FuzzInput(f *testing.F) {
	m := load(f)
	f.Add("/boxes/attic", "", []byte(`{"Name":"a","Labels":{"a":"RED"},"Inner":{"Name":"b"}}`))
	f.Add("/boxes/attic/all", "size=1&colours=RED", []byte(``))
	f.Fuzz(func(t *testing.T, path, query string, body []byte) {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Skip()
		}
		for _, method := range []string{http.MethodGet, http.MethodPut} {
			match, ok := m.Route(&http.Request{Method: method, URL: &url.URL{Path: path}})
			if !ok {
				continue
			}
			in, err := m.Input(match, values, body)
			var wrong *invalidValue
			if err != nil && !errors.As(err, &wrong) {
				t.Errorf("error %v is not an *invalidValue", err)
			}
			if _, err := json.Marshal(in); err != nil {
				t.Error(err)
			}
			m.Output(&Operation{Output: match.Operation.Input}, in)
		}
	})
}
