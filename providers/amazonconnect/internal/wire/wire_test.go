package wire_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
)

// A service answers every call with the same text, and notes the request.
type service struct {
	answer string
	status int
	asked  string
}

func (s *service) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		s.asked = string(body)
	}
	return &http.Response{StatusCode: s.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(s.answer)), Request: r}, nil
}

func (s *service) client(with ...func(*middleware.Stack) error) *connect.Client {
	return connect.New(connect.Options{
		Region: "eu-west-2", BaseEndpoint: aws.String("http://example.invalid"), HTTPClient: &http.Client{Transport: s}, APIOptions: with, Retryer: aws.NopRetryer{},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b"}, nil
		}),
	})
}

// TestNulls checks that a null is as good as nothing, where the SDK alone would fail.
func TestNulls(t *testing.T) {
	t.Parallel()
	s := &service{status: 200, answer: `{"Queue": {"QueueId": "1", "Name": null, "Tags": {"a": null, "b": "c"}, "OutboundCallerConfig": null, "MaxContacts": null, "Status": null, "LastModifiedTime": null}, "Odd": [null]}`}
	in := &connect.DescribeQueueInput{InstanceId: aws.String("i"), QueueId: aws.String("1")}
	if _, err := s.client().DescribeQueue(t.Context(), in); err == nil {
		t.Error("the SDK takes nulls by itself: drop this package's middleware for them")
	}
	out, err := s.client(wire.Install).DescribeQueue(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	want := types.Queue{QueueId: aws.String("1"), Tags: map[string]string{"b": "c"}}
	if q := out.Queue; aws.ToString(q.QueueId) != "1" || q.Name != nil || q.OutboundCallerConfig != nil || !cmp.Equal(q.Tags, want.Tags) {
		t.Errorf("DescribeQueue() = %+v, want %+v", q, want)
	}
}

// TestAnswersThatAreNotJSON checks that errors are the SDK's own.
func TestAnswersThatAreNotJSON(t *testing.T) {
	t.Parallel()
	in := &connect.DescribeQueueInput{InstanceId: aws.String("i"), QueueId: aws.String("1")}
	for _, s := range []*service{
		{status: 200, answer: "null pointer"},
		{status: 200, answer: `{"Queue": null`},
		{status: 503, answer: "<html>null</html>"},
		{status: 400, answer: `{"Message": "Name is null"}`},
	} {
		_, err := s.client(wire.Install).DescribeQueue(t.Context(), in)
		_, own := s.client().DescribeQueue(t.Context(), in)
		if err == nil || own == nil || err.Error() != own.Error() {
			t.Errorf("%q: %v, want %v", s.answer, err, own)
		}
	}
}

// TestWatchAndEdit checks that a context's calls tell what was answered, and that the
// requests of the named operation are changed.
func TestWatchAndEdit(t *testing.T) {
	t.Parallel()
	s := &service{status: 200, answer: `{"New": 12345678901234567890, "Old": null}`}
	c := s.client(wire.Install)
	answers := map[string]any{}
	ctx := wire.Watch(t.Context(), func(operation string, answer map[string]any) { answers[operation] = answer["New"] })
	ctx = wire.Edit(ctx, "UpdateQueueName", func(request map[string]any) { request["Extra"] = true })
	if _, err := c.UpdateQueueName(ctx, &connect.UpdateQueueNameInput{InstanceId: aws.String("i"), QueueId: aws.String("1"), Name: aws.String("<a>")}); err != nil {
		t.Fatal(err)
	}
	var sent map[string]any
	if err := wire.Parse(s.asked, &sent); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"Name": "<a>", "Extra": true}, sent); diff != "" {
		t.Errorf("request mismatch (-want +got):\n%s", diff)
	}
	if _, err := c.UpdateQueueMaxContacts(ctx, &connect.UpdateQueueMaxContactsInput{InstanceId: aws.String("i"), QueueId: aws.String("1"), MaxContacts: aws.Int32(3)}); err != nil {
		t.Fatal(err)
	}
	if s.asked != `{"MaxContacts":3}` {
		t.Errorf("the request of another operation is %s", s.asked)
	}
	if n := answers["UpdateQueueName"]; n == nil || n.(interface{ String() string }).String() != "12345678901234567890" {
		t.Errorf("answer = %v, want all digits of the number", n)
	}
}

// FuzzWatchLists checks that a watch of lists is told about the same objects as one that looks for
// them in the answer as a whole, if the answer has nulls or has none.
func FuzzWatchLists(f *testing.F) {
	for _, text := range []string{
		`{"Users": [{"Id": "1", "Tags": {"a": "b"}, "Roles": [{"Id": 9}]}, {"Id": 12345678901234567890}], "NextToken": "x"}`,
		`{"Users": [{"Id": "1", "Name": null}, null, 3, [{"Id": 2}]], "Of": {"List": [{"Id": 3}]}, "Count": 2}`,
		`{"A": [], "B": [[]], "C": [{}]}`, `[{"Id": 1}]`, `[[{"Id": 1}]]`, `{}`, `3`, `{"A": [{"Id": 1}, `,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var v any
		if err := wire.Parse(text, &v); err != nil {
			t.Skip("not JSON: the SDK says so")
		}
		object, _ := v.(map[string]any)
		body, err := json.Marshal(v) // each name once
		if err != nil {
			t.Fatal(err)
		}
		call := func(ctx context.Context) {
			s := &service{status: 200, answer: string(body)}
			// Whether the SDK can make something of the answer does not matter here.
			_, _ = s.client(wire.Install).UpdateQueueName(ctx, &connect.UpdateQueueNameInput{InstanceId: aws.String("i"), QueueId: aws.String("1"), Name: aws.String("a")})
		}
		var got, want []any
		call(wire.WatchLists(t.Context(), "UpdateQueueName", func(element map[string]any) { got = append(got, element) }))
		call(wire.WatchLists(t.Context(), "SearchQueues", func(element map[string]any) { t.Errorf("another operation tells about %v", element) }))
		call(wire.Watch(t.Context(), func(_ string, answer map[string]any) {
			for _, name := range slices.Sorted(maps.Keys(answer)) {
				list, _ := answer[name].([]any)
				want = append(want, slices.DeleteFunc(list, func(element any) bool { _, is := element.(map[string]any); return !is })...)
			}
		}))
		less := func(a, b any) bool { return fmt.Sprint(a) < fmt.Sprint(b) }
		if diff := cmp.Diff(want, got, cmpopts.SortSlices(less), cmpopts.EquateEmpty()); diff != "" || len(got) > 0 && object == nil {
			t.Errorf("%s: mismatch (-whole answer +lists):\n%s", body, diff)
		}
	})
}
