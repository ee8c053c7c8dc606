package amazonconnect_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/providertest"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// A library has the answers of a full instance. It asks the simulator only once for each
// request.
type library struct {
	server *sim.Server

	mu      sync.Mutex
	answers map[string]*httptest.ResponseRecorder
}

// answer returns the answer to a request.
func (l *library) answer(r *http.Request) (*httptest.ResponseRecorder, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	key := r.Method + r.URL.String() + string(body)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.answers[key] == nil {
		again := r.Clone(context.Background())
		again.Body, again.RequestURI = io.NopCloser(bytes.NewReader(body)), r.URL.RequestURI()
		l.answers[key] = httptest.NewRecorder()
		l.server.ServeHTTP(l.answers[key], again)
	}
	return l.answers[key], nil
}

// mostCalls is how many calls reading all kinds may take. With true answers, it takes 60.
const mostCalls = 3000

// errTooMany ends a client that does not stop asking.
var errTooMany = errors.New("too many calls")

// A spoiled is a transport that changes the answers of one operation.
type spoiled struct {
	*library
	operation string
	program   []byte
	text      string

	mu    sync.Mutex
	calls []string
}

func (s *spoiled) RoundTrip(r *http.Request) (*http.Response, error) {
	operation := awsmiddleware.GetOperationName(r.Context())
	s.mu.Lock()
	s.calls = append(s.calls, operation)
	n := len(s.calls)
	s.mu.Unlock()
	if n > mostCalls {
		return nil, errTooMany
	}
	a, err := s.answer(r)
	if err != nil {
		return nil, err
	}
	body := a.Body.Bytes()
	if operation == s.operation {
		body = providertest.Spoil(bytes.Clone(body), s.program, s.text)
	}
	return &http.Response{StatusCode: a.Code, Header: a.Header().Clone(), Body: io.NopCloser(bytes.NewReader(body)), ContentLength: -1, Request: r}, nil
}

// read opens the instance and reads the kinds, in bulk and one by one. It fails if an object
// has no id or no name.
func read(t testing.TB, l *library, s *spoiled, kinds []*schema.Kind) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	client, err := amazonconnect.Open(ctx, amazonconnect.Options{
		Instance: l.server.Instance().Alias, Region: l.server.Instance().Region, Endpoint: "http://127.0.0.1:1", Rate: -1,
		HTTP: &http.Client{Transport: s}, Credentials: static, AIAgents: []string{"arn:aws:wisdom:eu-west-2:123456789012:ai-agent/a/b"},
	}.AtOnce())
	if err != nil {
		return err
	}
	var failed error
	for _, k := range kinds {
		var objects []*schema.Resource
		for r, unlisted := range client.List(ctx, providers.Query{Kind: k, Need: whole}) {
			if unlisted != nil {
				failed = errors.Join(failed, unlisted)
				break
			}
			objects = append(objects, r)
		}
		for _, r := range objects {
			sound(t, r)
		}
		for _, r := range objects[:min(len(objects), 2)] {
			again, unread := client.Read(ctx, r, k.Every())
			if unread == nil {
				sound(t, again)
			}
			failed = errors.Join(failed, unread)
		}
	}
	_, err = client.InstanceTags(ctx)
	failed = errors.Join(failed, err)
	_, err = client.AIAgents(ctx)
	failed = errors.Join(failed, err)
	if errors.Is(failed, errTooMany) || ctx.Err() != nil {
		t.Errorf("the client does not stop asking: %d calls, the last %q", len(s.calls), s.calls[max(0, len(s.calls)-5):])
	}
	return failed
}

// sound checks that an object that was read is one.
func sound(t testing.TB, r *schema.Resource) {
	t.Helper()
	if r.ID == "" || r.Key == "" && !r.Kind.Single {
		t.Errorf("a %s has the ID %q and the name %q", r.Kind.Name, r.ID, r.Key)
	}
	for i := range r.Given.All() {
		_ = r.Value(i)
	}
	r.Unwritable(r.Given)
}

// ownKinds returns the kinds of Amazon Connect.
func ownKinds() []*schema.Kind {
	return slices.DeleteFunc(slices.Collect(schema.Kinds()), func(k *schema.Kind) bool { return k.Provider != "" })
}

func newLibrary(tb testing.TB) *library {
	c := open(tb, sim.Options{})
	for _, r := range schematest.World() {
		switch {
		case r.Kind.Provider != "":
		case r.Kind.Single:
			c.update(c.list(r.Kind.Name, whole)[""], r, "levels")
		default:
			c.create(r)
		}
	}
	return &library{server: c.sim, answers: map[string]*httptest.ResponseRecorder{}}
}

// TestUnspoiledAnswers reads the answers that FuzzAnswers changes, as they are. Every operation
// that reads is among them, so the fuzzer can change it.
func TestUnspoiledAnswers(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	s := &spoiled{library: l}
	if err := read(t, l, s, ownKinds()); err != nil {
		t.Fatal(err)
	}
	for _, operation := range amazonconnect.Operations() {
		if isRead(operation) && !slices.Contains(s.calls, operation) {
			t.Errorf("reading everything does not call %s", operation)
		}
	}
}

// FuzzAnswers changes the answers to one operation, and reads all kinds that call it. The client neither
// crashes nor hangs, and returns an error or objects that each have an id and a name.
func FuzzAnswers(f *testing.F) {
	l := newLibrary(f)
	var operations []string
	for _, operation := range amazonconnect.Operations() {
		if isRead(operation) {
			operations = append(operations, operation)
		}
	}
	slices.Sort(operations)
	affected := map[string][]*schema.Kind{} // by operation, the kinds whose reads call it
	for _, k := range ownKinds() {
		s := &spoiled{library: l}
		if err := read(f, l, s, []*schema.Kind{k}); err != nil {
			f.Fatal(err)
		}
		for _, operation := range s.calls {
			if !slices.Contains(affected[operation], k) {
				affected[operation] = append(affected[operation], k)
			}
		}
	}
	for i := range operations {
		how := byte(i % 13) // each change at some operations; a fuzzer finds the others
		f.Add(byte(i), []byte{how, 0, 1}, fmt.Sprintf(`[null, {}, %s, %s]`, oddObject, oddObject))
		f.Add(byte(i), []byte{how + 4, 0, 2, how + 2, 0, 5}, oddObject)
		f.Add(byte(i), []byte{how + 8, 1, byte(3 + i)}, "")
	}
	f.Fuzz(func(t *testing.T, operation byte, program []byte, text string) {
		if len(program) > 30 || len(text) > 1<<16 {
			return
		}
		s := &spoiled{library: l, operation: operations[int(operation)%len(operations)], program: program, text: text}
		_ = read(t, l, s, affected[s.operation])
	})
}
