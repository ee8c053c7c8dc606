package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

// ConnectPathPath is where ConnectPath is served, on the address of Amazon Connect:
// a gateway's contract (docs/connectpath-gateway.yaml) below its v1/, and the
// published users API below its flex/.
const ConnectPathPath = "/connectpath/"

// ExpiredToken is the bearer token that ConnectPath refuses; any other will do.
const ExpiredToken = "expired"

// An action of ConnectPath answers one operation. It is given the request and its
// body.
type pathAction func(t *tx, r *http.Request, body []byte) (pathAnswer, error)

// A pathAnswer is what an operation of ConnectPath is answered with.
type pathAnswer struct {
	status   int // 0 stands for 200
	body     any // nil for none
	etag     string
	location string
	retry    string
	refused  error // answered in place of the body, although something was written
}

// pathOperations are ConnectPath's operations, by the names that faults and calls
// know them by.
var pathOperations = map[string]struct {
	pattern string
	writes  bool
	action  pathAction
}{
	"ConnectPath.DescribeInstance":    {"GET v1/instance", false, describePath},
	"ConnectPath.DescribeCatalogue":   {"GET v1/permission-catalogue", false, describeCatalogue},
	"ConnectPath.ListGroups":          {"GET v1/permission-groups", false, listPathGroups},
	"ConnectPath.CreateGroup":         {"POST v1/permission-groups", true, createPathGroup},
	"ConnectPath.GetGroup":            {"GET v1/permission-groups/{id}", false, getPathGroup},
	"ConnectPath.ReplaceGroup":        {"PUT v1/permission-groups/{id}", true, replacePathGroup},
	"ConnectPath.DeleteGroup":         {"DELETE v1/permission-groups/{id}", true, deletePathGroup},
	"ConnectPath.GetDefault":          {"GET v1/default-permission-group", false, getPathDefault},
	"ConnectPath.SetDefault":          {"PUT v1/default-permission-group", true, setPathDefault},
	"ConnectPath.ListUsers":           {"GET v1/users", false, listPathUsers},
	"ConnectPath.GetUser":             {"GET v1/users/{id}", false, getPathUser},
	"ConnectPath.AssignGroup":         {"PATCH v1/users/{id}", true, assignPathGroup},
	"ConnectPath.Synchronise":         {"POST v1/users:synchronise", true, synchronise},
	"ConnectPath.GetOperation":        {"GET v1/operations/{id}", true, getPathOperation},
	"ConnectPath.Users.ListUsers":     {"GET flex/api/user", false, listFlexUsers},
	"ConnectPath.Users.GetParameters": {"GET flex/api/user/getparameters", false, flexParameters},
	"ConnectPath.Users.GetUser":       {"GET flex/api/user/{username}", false, getFlexUser},
	"ConnectPath.Users.UpdateUser":    {"POST flex/api/user", true, updateFlexUser},
}

// pathPages serves ConnectPath.
func (s *Server) pathPages() http.Handler {
	mux := http.NewServeMux()
	for name, o := range pathOperations {
		method, path, _ := strings.Cut(o.pattern, " ")
		mux.HandleFunc(method+" "+ConnectPathPath+path, s.pathPage(name, o.writes, o.action))
	}
	mux.HandleFunc(ConnectPathPath, s.pathPage("", false, func(_ *tx, r *http.Request, _ []byte) (pathAnswer, error) {
		return pathAnswer{}, refusal(http.StatusNotFound, "not-found", "Nothing has the method %s and the path %s.", r.Method, r.URL.EscapedPath())
	}))
	return mux
}

// pathPage answers the requests for one operation.
func (s *Server) pathPage(name string, writes bool, action pathAction) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := &request{Request: r}
		var answer pathAnswer
		perform := func(q *request) (a reply) {
			defer rescue(&a.err)
			answer, a.err = s.actPath(q, writes, action)
			return a
		}
		a := s.struck(q, name, perform)
		call := Call{Operation: name, Fault: a.fault, Path: r.URL.EscapedPath()}
		if json.Valid(q.body) {
			call.Request = q.body
		}
		if errors.Is(a.err, errDropped) {
			s.note(call)
			panic(http.ErrAbortHandler)
		}
		s.answerPath(w, r, call, answer, a.err)
	}
}

// actPath checks who asks, and runs an action in a transaction.
func (s *Server) actPath(q *request, writes bool, action pathAction) (answer pathAnswer, err error) {
	if err = bearer(q.Request); err != nil {
		return answer, err
	}
	if q.body, err = readBody(q.Request); err != nil {
		return answer, err
	}
	db := s.store.read
	if writes {
		db = s.store.write
	}
	err = s.within(db, func(t *tx) error {
		answer, err = action(t, q.Request, q.body)
		return err
	})
	if err == nil {
		err = answer.refused
	}
	return answer, err
}

// bearer refuses a request without a token that is good.
func bearer(r *http.Request) error {
	switch token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); {
	case !ok || token == "":
		return refusal(http.StatusUnauthorized, "unauthenticated", "The request has no bearer token.")
	case token == ExpiredToken:
		return refusal(http.StatusUnauthorized, "token-expired", "The token has expired.")
	}
	return nil
}

// A problem is an error as ConnectPath answers it (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`

	retry string
}

func (p *problem) Error() string { return p.Code + ": " + p.Detail }

func refusal(status int, code, format string, args ...any) error {
	return &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...), Code: code}
}

// pathProblems are the exceptions of Amazon Connect, which faults are written as, in
// ConnectPath's words.
var pathProblems = map[string]problem{
	throttling:                 {Status: http.StatusTooManyRequests, Code: "too-many-requests", retry: "1"},
	"TooManyRequestsException": {Status: http.StatusTooManyRequests, Code: "too-many-requests", retry: "1"},
	"LimitExceededException":   {Status: http.StatusConflict, Code: "limit-exceeded"},
	"ExpiredTokenException":    {Status: http.StatusUnauthorized, Code: "token-expired"},
	"AccessDeniedException":    {Status: http.StatusForbidden, Code: "forbidden"},
	invalidRequest:             {Status: http.StatusBadRequest, Code: "bad-request"},
	invalidParameter:           {Status: http.StatusBadRequest, Code: "bad-request"},
	resourceNotFound:           {Status: http.StatusNotFound, Code: "not-found"},
}

// asProblem returns the error as ConnectPath answers it.
func asProblem(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	e := foreseen(err)
	known, ok := pathProblems[e.name]
	if !ok {
		known = problem{Status: http.StatusInternalServerError, Code: "internal"}
	}
	known.Type, known.Title, known.Detail = "about:blank", http.StatusText(known.Status), e.message
	return &known
}

func (s *Server) answerPath(w http.ResponseWriter, r *http.Request, call Call, answer pathAnswer, err error) {
	id := r.Header.Get("X-Request-Id")
	if id == "" {
		id = uuid.NewString()
	}
	h := w.Header()
	h.Set("X-Request-Id", id)
	h.Set("Date", s.now().UTC().Format(http.TimeFormat))
	if err != nil {
		p := asProblem(err)
		answer = pathAnswer{status: p.Status, body: p, retry: p.retry}
		call.Error = p.Code
		h.Set("Content-Type", "application/problem+json")
		if p.Status == http.StatusUnauthorized {
			h.Set("WWW-Authenticate", "Bearer")
		}
	} else if answer.body != nil {
		h.Set("Content-Type", "application/json")
	}
	for name, value := range map[string]string{"ETag": answer.etag, "Location": answer.location, "Retry-After": answer.retry} {
		if value != "" {
			h.Set(name, value)
		}
	}
	if call.Status = answer.status; call.Status == 0 {
		call.Status = http.StatusOK
	}
	s.note(call)
	w.WriteHeader(call.Status)
	if answer.body != nil {
		_, _ = w.Write([]byte(encode(answer.body))) // the client may be gone
	}
}

// describePath answers which instance this is, and what the gateway can do.
func describePath(t *tx, _ *http.Request, _ []byte) (pathAnswer, error) {
	i := t.server.instance
	return pathAnswer{body: members{
		"id": i.ID, "alias": i.Alias, "region": i.Region,
		"productVersion": pathCatalogue.Product, "catalogueVersion": pathCatalogue.Version,
		"capabilities": []string{"groups.read", "groups.write", "default.read", "default.write", "users.assign", "users.synchronise"},
	}}, nil
}
