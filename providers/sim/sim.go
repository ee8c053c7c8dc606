package sim

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/connectpath"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// To make model.json again, from the official model as botocore ships it:
//
//	CONNECT_MODEL=.../botocore/data/connect/2017-08-08/service-2.json.gz go generate ./providers/sim
//
//go:generate go run ./modelgen $CONNECT_MODEL model.json
//go:embed model.json
var modelJSON []byte

// loadModel reads the embedded model once, because tests open simulators by the thousand.
// Nothing changes a model after that.
var loadModel = sync.OnceValues(func() (*api.Model, error) { return api.Load(modelJSON) })

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
	Undated   []string         // operations that do not move an object's LastModifiedTime; see [ParseStamps]
	Exit      func()           // ends the process, for the fault "kill"; may be nil
	Console   bool             // serves /_callwright/, to whoever can connect
}

// An Instance is the simulated Amazon Connect instance.
type Instance = store.Instance

// A Server answers the requests of Amazon Connect's API, and of ConnectPath's, for one
// instance. It is safe for concurrent use.
type Server struct {
	store       *store.Store
	clock       *clock
	faults      *injector
	front       *front
	connectPath http.Handler
	console     http.Handler // nil when it is not served
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
	clock, err := newClock(o.Now, o.TimeScale)
	if err != nil {
		return nil, err
	}
	model, err := loadModel()
	if err != nil {
		return nil, err
	}
	st, err := store.Open(path, kinds(), clock.now)
	if err != nil {
		return nil, err
	}
	s := &Server{store: st, clock: clock, faults: &injector{clock: clock, exit: o.Exit}}
	if err := s.prepare(o); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	s.serve(model, o)
	return s, nil
}

// prepare makes the instance, if the file has none yet, and sets its bounds. The quotas
// and the lag that were asked for count after a new instance was filled.
func (s *Server) prepare(o Options) error {
	s.store.SetQuotas(usualObjects())
	fresh := store.Instance{Alias: o.Alias, Identity: o.Identity, Region: o.Region, Account: o.Account}
	if err := s.store.SetUp(fresh, seed); err != nil {
		return err
	}
	if err := connectpath.SetUp(s.store); err != nil {
		return err
	}
	for _, f := range o.Faults {
		if err := s.Inject(f); err != nil {
			return err
		}
	}
	quotas, err := objectsBut(o.Objects)
	s.store.SetQuotas(quotas)
	return errors.Join(err, o.Quota.check(), s.store.StartLag(o.SearchLag))
}

// serve makes the handlers.
func (s *Server) serve(model *api.Model, o Options) {
	calls := &callLog{observe: o.Observe}
	answers := &writer{model, s.clock.now}
	performing := &performer{model, s.store, map[string]bool{}}
	for _, operation := range o.Undated {
		performing.undated[operation] = true
	}
	s.front = &front{
		model: model, writer: answers, clock: s.clock, latency: o.Latency, calls: calls,
		perform: o.Quota.around(s.faults.around(performing.perform), s.clock.now),
	}
	gateway := &connectpath.Gateway{Users: users, SetPhone: setPhoneConfig}
	s.connectPath = (&connectPathFront{gateway, s.store, s.faults, calls, s.clock.now}).pages()
	if o.Console {
		calls.most = mostCalls
		s.console = (&console{model, s.store, s.clock, s.faults, calls, answers, gateway}).pages()
	}
}

// withDefaults fills in what was not given.
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

// ServeHTTP answers one request: of Amazon Connect's API, of ConnectPath's, or of the
// console's path if that is served. Like every handler of net/http it panics with
// http.ErrAbortHandler to close the connection without an answer, which only a fault
// makes it do.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.console != nil && strings.HasPrefix(r.URL.Path, consolePath):
		s.console.ServeHTTP(w, r)
	case strings.HasPrefix(r.URL.Path, connectpath.Path):
		s.connectPath.ServeHTTP(w, r)
	default:
		s.front.ServeHTTP(w, r)
	}
}

// Instance tells which instance is simulated.
func (s *Server) Instance() Instance { return s.store.Instance() }

// Inject adds a fault, which looks at the calls that come from now on.
func (s *Server) Inject(f Fault) error {
	_, err := s.faults.inject([]Fault{f})
	return err
}

// Heal removes every fault.
func (s *Server) Heal() { s.faults.heal() }

// Advance moves the simulator's clock on.
func (s *Server) Advance(d time.Duration) { s.clock.advance(d) }

// Close releases the file. No request may be running.
func (s *Server) Close() error { return s.store.Close() }
