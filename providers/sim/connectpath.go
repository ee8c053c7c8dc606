package sim

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/callwright/callwright/providers/sim/internal/connectpath"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// ConnectPathPath is where ConnectPath is served, on the address of Amazon Connect:
// a gateway's contract (docs/connectpath-gateway.yaml) below its v1/, and the
// published users API below its flex/.
const ConnectPathPath = connectpath.Path

// ExpiredToken is the bearer token that ConnectPath refuses; any other will do.
const ExpiredToken = connectpath.ExpiredToken

// A connectPathFront serves ConnectPath over HTTP, as front serves Amazon Connect.
type connectPathFront struct {
	gateway *connectpath.Gateway
	store   *store.Store
	faults  *injector
	calls   *callLog
	now     func() time.Time
}

// pages serves all operations.
func (f *connectPathFront) pages() http.Handler {
	mux := http.NewServeMux()
	for _, o := range connectpath.Operations() {
		method, path, _ := strings.Cut(o.Pattern, " ")
		mux.HandleFunc(method+" "+connectpath.Path+path, f.serve(o))
	}
	mux.HandleFunc(connectpath.Path, f.serve(connectpath.Unknown()))
	return mux
}

// serve answers the requests for one operation.
func (f *connectPathFront) serve(o connectpath.Operation) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var answer connectpath.Answer
		var body []byte
		fault, err := f.faults.answer(r, o.Name, func() (err error) {
			defer rescue(&err)
			if err = connectpath.Authorize(r); err != nil {
				return err
			}
			if body, err = readBody(r); err != nil {
				return err
			}
			answer, err = f.gateway.Perform(f.store, o, r, body)
			return err
		})
		call := callOf(r, o.Name, body, fault)
		if errors.Is(err, errDropped) {
			f.calls.note(call)
			panic(http.ErrAbortHandler)
		}
		if err != nil {
			answer = connectpath.Refused(err)
		}
		call.Status, call.Error = answer.Status(), answer.Code
		f.calls.note(call)
		f.write(w, r, answer)
	}
}

func (f *connectPathFront) write(w http.ResponseWriter, r *http.Request, answer connectpath.Answer) {
	id := r.Header.Get("X-Request-Id")
	if id == "" {
		id = uuid.NewString()
	}
	w.Header().Set("X-Request-Id", id)
	w.Header().Set("Date", f.now().UTC().Format(http.TimeFormat))
	answer.Write(w)
}
