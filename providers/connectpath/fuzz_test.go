package connectpath_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/providertest"
	"github.com/callwright/callwright/schema"
)

// mostCalls is how many calls reading all kinds may take.
const mostCalls = 1000

// errTooMany ends a client that does not stop asking.
var errTooMany = errors.New("too many calls")

// A spoiledPath is a transport that changes the answers to requests of one operation. It asks
// the service only once for each request.
type spoiledPath struct {
	next    http.RoundTripper
	asked   asked
	program []byte
	text    string

	mu    *sync.Mutex
	known map[string]*answer
	calls int
}

func (s *spoiledPath) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.calls++; s.calls > mostCalls {
		return nil, errTooMany
	}
	key := r.Method + r.URL.String()
	if s.known[key] == nil {
		response, err := s.next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			return nil, err
		}
		s.known[key] = &answer{response, body}
	}
	a := s.known[key]
	body := a.body
	if s.asked.matches(r) {
		body = providertest.Spoil(bytes.Clone(body), s.program, s.text)
	}
	return &http.Response{StatusCode: a.StatusCode, Header: a.Header.Clone(), Body: io.NopCloser(bytes.NewReader(body)), ContentLength: -1, Request: r}, nil
}

// FuzzAnswers changes the answers to one operation, and reads everything. The client neither
// crashes nor hangs, and returns an error or objects that each have an id and a name.
func FuzzAnswers(f *testing.F) {
	c := open(f, "gateway")
	c.users("ada", "bo")
	c.onScreen("permission_group_assignment/ada", `{"permissionGroup":"ConnectPath Agent"}`)
	c.create(group("One"))
	var mu sync.Mutex
	known := map[string]*answer{}
	for i := range reads {
		for how := range byte(13) {
			f.Add(byte(i), []byte{how, 0, 2 + how}, `{"id": "", "name": null}`)
			f.Add(byte(i), []byte{how, 0, 1, how + 3, 0, 4}, "again")
		}
	}
	f.Fuzz(func(t *testing.T, operation byte, program []byte, text string) {
		if len(program) > 30 || len(text) > 1<<16 {
			return
		}
		a := reads[int(operation)%len(reads)]
		if a.method != http.MethodGet {
			return
		}
		s := &spoiledPath{next: http.DefaultTransport, asked: a, program: program, text: text, mu: &mu, known: known}
		limited, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		o := c.options(a.driver)
		o.HTTP = &http.Client{Transport: s}
		client, err := connectpath.Open(limited, o)
		if err != nil {
			return
		}
		failed := readEverything(limited, t, client)
		if errors.Is(failed, errTooMany) || limited.Err() != nil {
			t.Errorf("the client does not stop asking: %d calls", s.calls)
		}
	})
}

// readEverything reads all kinds, in bulk and one by one. It fails if an object has no id or
// no name.
func readEverything(ctx context.Context, t *testing.T, client *connectpath.Client) error {
	_, failed := client.Instance(ctx)
	for _, k := range client.Kinds() {
		for r, err := range client.List(ctx, providers.Query{Kind: k}) {
			if err != nil {
				failed = errors.Join(failed, err)
				break
			}
			sound(t, r)
			again, err := client.Read(ctx, r, k.Every())
			if err == nil {
				sound(t, again)
			}
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// sound checks that an object that was read is one.
func sound(t *testing.T, r *schema.Resource) {
	t.Helper()
	if r.ID == "" || r.Key == "" && !r.Kind.Single {
		t.Errorf("a %s has the ID %q and the name %q", r.Kind.Name, r.ID, r.Key)
	}
	for i := range r.Given.All() {
		_ = r.Value(i)
	}
	r.Unwritable(r.Given)
}
