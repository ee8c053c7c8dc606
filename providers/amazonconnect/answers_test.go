package amazonconnect

import (
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
)

// TestEmptyAnswers checks that every operation which reads refuses an answer without members,
// and says which request it was. Operations that nothing calls have no rule for answers.
func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	options, err := Options{
		Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1, HTTP: &http.Client{Transport: emptyAnswers{}},
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
	}.resolve(t.Context(), pacer.New(-1, nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	client := reflect.ValueOf(connect.New(options))
	for i := range client.NumMethod() {
		operation := client.Type().Method(i).Name
		if !slices.ContainsFunc([]string{"Describe", "List", "Search"}, func(verb string) bool { return strings.HasPrefix(operation, verb) }) {
			continue
		}
		in := reflect.New(client.Method(i).Type().In(1).Elem())
		for _, f := range in.Elem().Fields() {
			if f.CanSet() && f.Type() == reflect.TypeFor[*string]() {
				f.Set(reflect.ValueOf(aws.String("x")))
			}
			if f.CanSet() && f.Kind() == reflect.String { // such as an EntityType
				f.SetString("x")
			}
		}
		out := client.Method(i).Call([]reflect.Value{reflect.ValueOf(t.Context()), in})
		failed, _ := reflect.TypeAssert[error](out[1])
		refused := failed != nil && strings.Contains(failure.Explain(failed).Error(), "the answer is incomplete: ")
		if called := slices.Contains(Operations(), operation); refused != called {
			t.Errorf("%s: called %t, an empty answer is refused: %t", operation, called, refused)
		}
		if refused && !strings.HasSuffix(failure.Explain(failed).Error(), "(request req-1)") {
			t.Errorf("%s: the error does not name the request: %v", operation, failure.Explain(failed))
		}
	}
}

// An emptyAnswers answers each call with an empty object.
type emptyAnswers struct{}

func (emptyAnswers) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}, "X-Amzn-Requestid": {"req-1"}},
		Body: io.NopCloser(strings.NewReader("{}")), Request: r,
	}, nil
}
