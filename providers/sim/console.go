package sim

import (
	"net/http"
	"strings"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/connectpath"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// consolePath is where the simulator is changed from outside the API, as people
// change an instance in the console:
//
//	PUT    /_callwright/{kind}/{name}               JSON to merge into the object, or to make it of
//	DELETE /_callwright/{kind}/{name}
//	POST   /_callwright/{kind}/{name}/copy?name=N   tags=true copies its tags, too
//	GET    /_callwright/calls                       the last calls of the API
//	DELETE /_callwright/calls                       forgets them
//	POST   /_callwright/faults                      adds faults, as ParseFault reads them, one a line
//	DELETE /_callwright/faults                      removes them all
//	POST   /_callwright/clock?advance=DURATION      moves the clock on
//
//	PUT    /_callwright/ai_agent/{ARN}                      SecurityProfiles, by name
//	PUT    /_callwright/traffic/{queue}                     Intervals, which GetMetricDataV2 answers
//	PUT    /_callwright/permission_group/{name}             JSON to merge into ConnectPath's group
//	PUT    /_callwright/permission_group_assignment/{user}  permissionGroup, a name or null, and protected
//
// A kind is named as callwright names it. References may be given by name.
// Nothing is signed, no fault strikes, and no quota counts.
const consolePath = "/_callwright/"

// A console serves the console's path.
type console struct {
	model   *api.Model
	store   *store.Store
	clock   *clock
	faults  *injector
	calls   *callLog
	writer  *writer
	gateway *connectpath.Gateway
}

// A consolePage answers with what it returns, as JSON.
type consolePage func(*http.Request) (any, error)

// pages serves all pages. It refuses what a page of another site asks a browser to send.
func (c *console) pages() http.Handler {
	mux := http.NewServeMux()
	for pattern, p := range map[string]consolePage{
		"PUT {kind}/{name}":                      c.edits((*editor).put),
		"DELETE {kind}/{name}":                   c.edits((*editor).discard),
		"POST {kind}/{name}/copy":                c.edits((*editor).duplicate),
		"PUT ai_agent/{name}":                    c.patches(putAgent),
		"PUT traffic/{name}":                     c.patches(putTraffic),
		"PUT permission_group/{name}":            c.patches(c.gateway.EditGroup),
		"PUT permission_group_assignment/{name}": c.patches(c.gateway.EditAssignment),
		"GET calls":                              func(*http.Request) (any, error) { return c.calls.all(), nil },
		"DELETE calls":                           func(*http.Request) (any, error) { c.calls.clear(); return api.Members{}, nil },
		"POST faults":                            c.inject,
		"DELETE faults":                          func(*http.Request) (any, error) { c.faults.heal(); return api.Members{}, nil },
		"POST clock":                             c.advance,
		"":                                       func(r *http.Request) (any, error) { return nil, unknownOperation(r) },
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(strings.TrimSpace(method+" "+consolePath+path), c.serve(p))
	}
	return http.NewCrossOriginProtection().Handler(mux)
}

// serve makes a handler of a page.
func (c *console) serve(p consolePage) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := safely(p, r)
		if err != nil {
			status, _, body := c.writer.refuse(w.Header(), "", err)
			c.writer.write(w, status, append(body, '\n'))
			return
		}
		c.writer.write(w, http.StatusOK, []byte(api.Encode(v)+"\n"))
	}
}

func safely(p consolePage, r *http.Request) (v any, err error) {
	defer rescue(&err)
	return p(r)
}

// edits is a page that changes an object of Amazon Connect, in one transaction. The path
// names its kind and the object.
func (c *console) edits(change func(*editor, *http.Request) (any, error)) consolePage {
	return func(r *http.Request) (answer any, err error) {
		s, err := simulationNamed(r.PathValue("kind"))
		if err != nil {
			return nil, err
		}
		err = c.store.Change(func(t *store.Tx) error {
			answer, err = change(&editor{tx: t, model: c.model, kind: s.kind, form: s.form}, r)
			return err
		})
		return answer, err
	}
}

// patches is a page that merges JSON into what the path names, in one transaction.
func (c *console) patches(change func(t *store.Tx, name string, patch api.Members) (any, error)) consolePage {
	return func(r *http.Request) (answer any, err error) {
		patch, err := readPatch(r)
		if err != nil {
			return nil, err
		}
		err = c.store.Change(func(t *store.Tx) error {
			answer, err = change(t, r.PathValue("name"), patch)
			return err
		})
		return answer, err
	}
}

// inject adds faults, all of them or none, and answers with those in force.
func (c *console) inject(r *http.Request) (any, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	var faults []Fault
	for rule := range strings.FieldsSeq(string(body)) {
		f, wrong := ParseFault(rule)
		if wrong != nil {
			return nil, api.InvalidRequest("%v", wrong)
		}
		faults = append(faults, f)
	}
	inForce, err := c.faults.inject(faults)
	if err != nil {
		return nil, api.InvalidRequest("%v", err)
	}
	return inForce, nil
}

// advance moves the clock on, and answers what time it is then.
func (c *console) advance(r *http.Request) (any, error) {
	text := r.URL.Query().Get("advance")
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return nil, api.InvalidRequest("advance is %q, but must be how far to move the clock on: clock?advance=10m", text)
	}
	c.clock.advance(d)
	return api.Members{"now": c.clock.now().UTC().Format(time.RFC3339)}, nil
}
