// Package sim simulates the HTTP APIs of Amazon Connect, and of ConnectPath beside
// it, over one SQLite file.
//
// [Open] makes or opens a simulated instance and returns a [Server], which is
// an http.Handler: serve it on loopback for the AWS CLI and any AWS SDK, or
// call it in process.
//
//	s, err := sim.Open("centre.db", sim.Options{Alias: "support"})
//	http.ListenAndServe("127.0.0.1:8080", s)
//
//	aws --endpoint-url http://127.0.0.1:8080 --region eu-west-2 connect list-instances
//
// # What is promised
//
// Requests are routed, decoded and checked by the official API model alone
// (model.json is a trimmed copy), so a request that the simulator accepts has
// the shape that the service accepts, and an answer has no member that the
// model lacks. What the model's documentation says about meaning is kept too:
// names are unique, references exist, what is referred to cannot be deleted,
// limits and batch sizes hold, and the bulk reads lack what they lack. Requests
// have to be signed with AWS Signature Version 4, but the signature is not
// verified.
//
// A write is one SQLite transaction, committed before its answer is sent.
// Killing the process loses nothing that was answered: the journal is a
// write-ahead log with synchronous=NORMAL, so only the machine losing power can
// cost the last commits. Two processes may open the same file. A read never
// writes to it.
//
// What goes wrong with a service goes wrong here when it is asked for: by a
// [Fault], a [Quota], a quota of objects or a lag of searches. A handler in the same process closes
// its connection by a panic with http.ErrAbortHandler, as those of net/http do.
//
// Ids are derived from what is created, not drawn, so that the same requests
// lead to the same ids in every run, whatever the order of parallel ones.
//
// # ConnectPath
//
// Below /connectpath/, the same users have ConnectPath's permission groups: by the
// contract of a gateway (docs/connectpath-gateway.yaml) in v1/, and by the users API
// that the vendor publishes in flex/. Any bearer token will do but "expired". A new
// instance has two groups, and the one that may do everything is the default.
//
// # Serving another operation
//
// Name it in modelgen/operations.go, make model.json again, and give it a handler
// in the table in handlers.go. A test fails while one of the three is missing,
// and while an operation lacks a test of its success or of an exception that it
// declares.
//
// # Where the sources are silent
//
// Some behaviour of the service is documented nowhere. Each decision is written
// once, where it is made, with the word "Assumption".
package sim

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// To make model.json again, from the model in botocore:
//
//	go run ./providers/sim/modelgen .../botocore/data/connect/2017-08-08/service-2.json.gz > providers/sim/model.json
//
//go:embed model.json
var modelJSON []byte

// Options are the properties of a new instance, and how it is served. A file that
// already holds an instance keeps its own Alias, Identity, Region and Account.
type Options struct {
	Alias    string // default "callwright"
	Identity string // "SAML" (default), "CONNECT_MANAGED", "EXISTING_DIRECTORY"
	Region   string // default "eu-west-2"
	Account  string // default "123456789012"

	Now       func() time.Time // default time.Now
	TimeScale float64          // how many seconds pass in one of Now's; 0 for one
	Latency   time.Duration    // how long an answer takes, in the simulator's time
	Observe   func(Call)       // called after each request, just before its answer is sent; may be nil
	Quota     Quota            // how often operations may be called
	Objects   map[string]int   // how many objects there may be; see [ParseObjects]
	SearchLag time.Duration    // how long Search operations take to see what was written
	Faults    []Fault          // what goes wrong
	Exit      func()           // ends the process, for the fault "kill"; may be nil
	Console   bool             // serves /_callwright/, to whoever can connect
}

// A Call is one request that was answered or dropped, for tests and logs.
type Call struct {
	Operation string          `json:"operation"` // empty when no operation fits the request
	Status    int             `json:"status"`    // 0 when the connection was closed instead
	Error     string          `json:"error,omitempty"`
	Fault     string          `json:"fault,omitempty"` // the kind of the fault that struck
	Path      string          `json:"path"`            // as sent, escaped
	Request   json.RawMessage `json:"-"`               // the body, if it is JSON; that of CreateUser may hold a password
}

// An Instance is the simulated Amazon Connect instance.
type Instance struct{ ID, ARN, Alias, Region, Account, Identity string }

// A Server answers the requests of Amazon Connect's API for one instance. It is
// safe for concurrent use.
type Server struct {
	model    *api.Model
	store    *store
	instance Instance
	clock    *clock
	latency  time.Duration
	observe  func(Call)
	serve    service
	objects  map[string]int // quotas by what they are of; 0 is no bound. A new instance is made before they count.

	faults  injector
	exit    func()
	lag     time.Duration
	console http.Handler // nil when it is not served
	path    http.Handler // ConnectPath
	calls   callLog
}

// Open opens the instance in the SQLite file at path, or creates it there when
// the file is missing or empty; its folder has to exist. An empty path keeps
// the instance in memory.
func Open(path string, o Options) (*Server, error) {
	o = o.withDefaults()
	if _, known := identityRules[o.Identity]; !known {
		return nil, fmt.Errorf("unknown identity management type %q", o.Identity)
	}
	if o.Latency < 0 {
		return nil, fmt.Errorf("an answer cannot take %v", o.Latency)
	}
	passing, err := newClock(o.Now, o.TimeScale)
	if err != nil {
		return nil, err
	}
	model, err := api.Load(modelJSON)
	if err != nil {
		return nil, err
	}
	st, err := openStore(path)
	if err != nil {
		return nil, err
	}
	s := &Server{model: model, store: st, clock: passing, latency: o.Latency, observe: o.Observe, exit: o.Exit, objects: usualObjects()}
	s.path = s.pathPages()
	s.serve = o.Quota.around(s.faulty(s.perform), s.now)
	if err := s.setUp(o); err != nil {
		return nil, errors.Join(err, st.close())
	}
	if err := s.prepare(o); err != nil {
		return nil, errors.Join(err, st.close())
	}
	return s, nil
}

// prepare sets how the instance is served.
func (s *Server) prepare(o Options) error {
	for _, f := range o.Faults {
		if err := s.Inject(f); err != nil {
			return err
		}
	}
	if o.Console {
		s.console, s.calls.most = s.pages(), mostCalls
	}
	objects, err := objectsBut(o.Objects)
	s.objects = objects
	return errors.Join(err, o.Quota.check(), s.startLag(o.SearchLag))
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		value *string
		other string
	}{{&o.Alias, "callwright"}, {&o.Identity, "SAML"}, {&o.Region, "eu-west-2"}, {&o.Account, "123456789012"}} {
		if *d.value == "" {
			*d.value = d.other
		}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Observe == nil {
		o.Observe = func(Call) {}
	}
	return o
}

// now is the simulator's time.
func (s *Server) now() time.Time { return s.clock.now() }

// Instance tells which instance is simulated.
func (s *Server) Instance() Instance { return s.instance }

// Close releases the file. No request may be running.
func (s *Server) Close() error { return s.store.close() }
