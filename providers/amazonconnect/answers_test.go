package amazonconnect

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
)

// reads reports whether an operation reads.
func reads(operation string) bool {
	return slices.ContainsFunc([]string{"Describe", "List", "Search"}, func(verb string) bool { return strings.HasPrefix(operation, verb) })
}

// TestAnswerRulesAreComplete checks that every operation that reads has a rule, and that
// every rule is for an operation that is called.
func TestAnswerRulesAreComplete(t *testing.T) {
	t.Parallel()
	for _, operation := range Operations() {
		if _, ok := answerRules[operation]; !ok && reads(operation) {
			t.Errorf("%s has no rule for its answer", operation)
		}
	}
	for operation := range answerRules {
		if !slices.Contains(Operations(), operation) {
			t.Errorf("there is a rule for %s, which nothing calls", operation)
		}
	}
}

// TestAnswers gives every operation that reads answers that lack something. Each is an
// error that names the operation and what is missing.
func TestAnswers(t *testing.T) {
	t.Parallel()
	for operation, rule := range answerRules {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			member := rule.member
			check := func(body, lacks string) {
				t.Helper()
				want := ""
				if lacks != "" {
					want = fmt.Sprintf("%s: the answer is incomplete: %s is missing (request req-1)", operation, lacks)
				}
				got := ""
				if err := ask(t, operation, body); err != nil {
					got = err.Error()
				}
				if got != want {
					t.Errorf("answer %s: error %q, want %q", body, got, want)
				}
			}
			wire := member
			if operation == ReadsInstanceTags {
				wire = "tags"
			}
			with := func(value string) string { return fmt.Sprintf(`{"%s": %s}`, wire, value) }
			check("", member)
			check("{}", member)
			check(`{"NextToken": null}`, member)
			check(with("null"), member)
			complete := jsonObject(rule.has, "")
			out := reflect.TypeOf(answerType(operation)).Elem()
			f, ok := out.FieldByName(member)
			if !ok {
				t.Fatalf("%s has no member %s", out, member)
			}
			switch {
			case f.Type.Kind() == reflect.Map:
				check(with("{}"), "")
			case f.Type.Kind() == reflect.Slice && rule.has == nil:
				check(with(`["x", ""]`), member+"[1]")
				check(with(`["x"]`), "")
			case f.Type.Kind() == reflect.Slice:
				check(with("[]"), "")
				check(with("["+complete+"]"), "")
				check(with("[null]"), member+"[0]."+rule.has[0])
				for _, missing := range rule.has {
					check(with("["+complete+", "+jsonObject(rule.has, missing)+"]"), member+"[1]."+missing)
				}
			default:
				check(with(complete), "")
				for _, missing := range rule.has {
					check(with(jsonObject(rule.has, missing)), member+"."+missing)
				}
			}
			if name, value, ok := strings.Cut(rule.spares, "="); ok {
				spared := fmt.Sprintf(`{"%s": "%s"}`, name, value)
				if f.Type.Kind() == reflect.Slice {
					spared = "[" + spared + "]"
				}
				check(with(spared), "")
			}
		})
	}
}

// jsonObject returns an object that has the members of the given paths, but not the missing one.
func jsonObject(paths []string, missing string) string {
	var members []string
	for _, path := range paths {
		first, rest, deep := strings.Cut(path, ".")
		switch {
		case deep && path == missing:
			members = append(members, fmt.Sprintf(`"%s": {}`, first))
		case deep:
			members = append(members, fmt.Sprintf(`"%s": {"%s": "x"}`, first, rest))
		case path == missing:
			members = append(members, fmt.Sprintf(`"%s": ""`, path))
		default:
			members = append(members, fmt.Sprintf(`"%s": "x"`, path))
		}
	}
	return "{" + strings.Join(members, ", ") + "}"
}

// method returns the method of the SDK's client that calls the operation.
func method(operation string) reflect.Value {
	return reflect.ValueOf(&connect.Client{}).MethodByName(operation)
}

// answerType returns an empty answer of the operation.
func answerType(operation string) any {
	return reflect.Zero(method(operation).Type().Out(0)).Interface()
}

// ask calls an operation, of a service that gives one answer.
func ask(t *testing.T, operation, body string) error {
	t.Helper()
	options, err := Options{
		Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1, HTTP: &http.Client{Transport: always(body)},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
	}.resolve(t.Context(), pacer.New(-1, nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	call := reflect.ValueOf(connect.New(options)).MethodByName(operation)
	in := reflect.New(call.Type().In(1).Elem())
	for _, f := range in.Elem().Fields() {
		if f.CanSet() && f.Type() == reflect.TypeFor[*string]() {
			f.Set(reflect.ValueOf(aws.String("x")))
		}
	}
	out := call.Call([]reflect.Value{reflect.ValueOf(t.Context()), in})
	failed, _ := reflect.TypeAssert[error](out[1])
	return explain(failed)
}

// always is a service that gives the same answer to each call.
type always string

func (a always) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}, "X-Amzn-Requestid": {"req-1"}},
		Body: io.NopCloser(strings.NewReader(string(a))), Request: r,
	}, nil
}
