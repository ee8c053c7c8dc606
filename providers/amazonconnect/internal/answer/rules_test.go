package answer

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/smithy-go/middleware"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
)

// TestAnswers gives every operation that reads answers that lack something. Each is an
// error that names the operation and what is missing.
func TestAnswers(t *testing.T) {
	t.Parallel()
	for operation, r := range rules {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			member := r.member
			check := func(body, lacks string) {
				t.Helper()
				got := ""
				err := ask(t, operation, body)
				if incomplete, ok := errors.AsType[*Incomplete](err); ok {
					got = incomplete.lacks
				} else if err != nil {
					t.Errorf("answer %s: %v", body, err)
				}
				if got != lacks {
					t.Errorf("answer %s lacks %q, want %q", body, got, lacks)
				}
			}
			name := member
			if operation == "ListTagsForResource" {
				name = "tags"
			}
			with := func(value string) string { return fmt.Sprintf(`{"%s": %s}`, name, value) }
			check("", member)
			check("{}", member)
			check(`{"NextToken": null}`, member)
			check(with("null"), member)
			complete := jsonObject(r.has, "")
			out := reflect.TypeOf(answerType(operation)).Elem()
			f, ok := out.FieldByName(member)
			if !ok {
				t.Fatalf("%s has no member %s", out, member)
			}
			switch {
			case f.Type.Kind() == reflect.Map:
				check(with("{}"), "")
			case f.Type.Kind() == reflect.Slice && r.has == nil:
				check(with(`["x", ""]`), member+"[1]")
				check(with(`["x"]`), "")
			case f.Type.Kind() == reflect.Slice:
				check(with("[]"), "")
				check(with("["+complete+"]"), "")
				check(with("[null]"), member+"[0]."+r.has[0])
				for _, missing := range r.has {
					check(with("["+complete+", "+jsonObject(r.has, missing)+"]"), member+"[1]."+missing)
				}
			default:
				check(with(complete), "")
				for _, missing := range r.has {
					check(with(jsonObject(r.has, missing)), member+"."+missing)
				}
			}
			if of, value, ok := strings.Cut(r.spares, "="); ok {
				spared := fmt.Sprintf(`{"%s": "%s"}`, of, value)
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
	options := connect.Options{
		Region: "eu-west-2", BaseEndpoint: aws.String("http://example.invalid"), HTTPClient: &http.Client{Transport: always(body)},
		APIOptions:  []func(*middleware.Stack) error{wire.Install, Install},
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
	}
	call := reflect.ValueOf(connect.New(options)).MethodByName(operation)
	in := reflect.New(call.Type().In(1).Elem())
	for _, f := range in.Elem().Fields() {
		if f.CanSet() && f.Type() == reflect.TypeFor[*string]() {
			f.Set(reflect.ValueOf(aws.String("x")))
		}
		if f.CanSet() && f.Kind() == reflect.String { // such as an EntityType
			f.SetString("x")
		}
	}
	out := call.Call([]reflect.Value{reflect.ValueOf(t.Context()), in})
	failed, _ := reflect.TypeAssert[error](out[1])
	return failed
}

// always is a service that gives the same answer to each call.
type always string

func (a always) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}, "X-Amzn-Requestid": {"req-1"}},
		Body: io.NopCloser(strings.NewReader(string(a))), Request: r,
	}, nil
}
