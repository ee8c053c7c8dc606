// Package forgetest has a small GitHub and a small GitLab for tests. They keep the documented
// rules that a program with comments and issues meets: tokens, pages, the longest body, rate
// limits, labels, and who may change what. A [Fault] makes them misbehave.
//
// For example, a forge whose answer to the next POST is lost:
//
//	server := forgetest.New(7) // it has pull request 7
//	server.Fail(forgetest.Fault{Method: "POST", Lost: true})
//	web := httptest.NewServer(server)
//	// The API of GitHub is web.URL + "/github", that of GitLab web.URL + "/gitlab".
package forgetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The repository of the forge. At GitLab it also has a number.
const (
	Repository = "acme/desk"
	Project    = "42"
)

// An Account is who makes a call.
type Account struct {
	Login    string
	ReadOnly bool // such as the token of a run for a fork
	Nameless bool // cannot ask who it is, such as the token of GitHub Actions
	NoLabels bool // cannot set labels
}

// A Comment is a comment on a pull request, or a note on a merge request.
type Comment struct {
	ID           int64
	Number       int // of the pull request
	Author, Body string
	System       bool // GitLab wrote it
}

// An Issue is an issue of the repository.
type Issue struct {
	Number              int64
	Author, Title, Body string
	Closed              bool
	Labels              []string
}

// A Fault is what a forge does instead of what is right. The zero values of Method and Path match
// all calls.
type Fault struct {
	Method, Path string // Path is a part of it
	Times        int    // how many calls; 0 for one

	Status int               // the answer, for which nothing is done; 0 to do what is right
	Header map[string]string // of the answer
	Body   string            // of the answer
	Lost   bool              // do what is right, and lose the answer
	Before func()            // called before anything is done: another run is faster, say
}

// A Server is both forges with one repository. Its methods may be called at any time.
type Server struct {
	mux *http.ServeMux

	mu       sync.Mutex
	pulls    []int
	accounts map[string]Account // by token
	comments []*Comment
	issues   []*Issue
	faults   []*Fault
	last     int64 // the last id or number
	calls    []string
	limit    int // calls in a window; 0 for any number
	left     int
	reset    time.Time
}

// New returns a server with the pull requests of these numbers.
func New(pulls ...int) *Server {
	s := &Server{mux: http.NewServeMux(), pulls: pulls, accounts: map[string]Account{}, last: 1000}
	s.serveGitHub()
	s.serveGitLab()
	return s
}

// Allow lets an account in with a token.
func (s *Server) Allow(token string, a Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts[token] = a
}

// Limit lets the forge take so many calls in each second.
func (s *Server) Limit(calls int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limit, s.left, s.reset = calls, calls, time.Now().Add(time.Second)
}

// Fail adds a fault. Each call has at most one, the first that matches.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = max(f.Times, 1)
	s.faults = append(s.faults, &f)
}

// Post writes a comment, as somebody does in the browser.
func (s *Server) Post(c Comment) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.comment(c).ID
}

// Open opens an issue, as somebody does in the browser.
func (s *Server) Open(i Issue) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.issue(i).Number
}

// Comments returns the comments on a pull request, the oldest first.
func (s *Server) Comments(number int) []Comment {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Comment
	for _, c := range s.comments {
		if c.Number == number {
			list = append(list, *c)
		}
	}
	return list
}

// Issues returns the issues, the oldest first.
func (s *Server) Issues() []Issue {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Issue, len(s.issues))
	for i, issue := range s.issues {
		list[i] = *issue
	}
	return list
}

// Calls returns the calls so far: `POST /github/repos/acme/desk/issues/7/comments`.
func (s *Server) Calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// comment adds a comment. The caller has the lock, as of all methods below.
func (s *Server) comment(c Comment) *Comment {
	s.last++
	c.ID = s.last
	s.comments = append(s.comments, &c)
	return &c
}

func (s *Server) issue(i Issue) *Issue {
	s.last++
	i.Number = s.last
	s.issues = append(s.issues, &i)
	return &i
}

// ServeHTTP answers a call of either API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := s.fault(r)
	if f.Before != nil {
		f.Before()
	}
	if f.Status != 0 {
		for name, value := range f.Header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(f.Status)
		fmt.Fprint(w, f.Body)
		return
	}
	if f.Lost {
		s.mux.ServeHTTP(nobody{}, r)
		panic(http.ErrAbortHandler) // closes the connection
	}
	s.mux.ServeHTTP(w, r)
}

// fault notes the call, and returns the fault that it has.
func (s *Server) fault(r *http.Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, r.Method+" "+r.URL.RequestURI())
	for _, f := range s.faults {
		if f.Times > 0 && (f.Method == "" || f.Method == r.Method) && strings.Contains(r.URL.Path, f.Path) {
			f.Times--
			return *f
		}
	}
	return Fault{}
}

// nobody gets an answer that is lost.
type nobody struct{}

func (nobody) Header() http.Header            { return http.Header{} }
func (nobody) Write(text []byte) (int, error) { return len(text), nil }
func (nobody) WriteHeader(int)                {}

// A request is one call to one of the APIs, with the lock held.
type request struct {
	*Server
	*http.Request
	w       http.ResponseWriter
	account Account
	body    map[string]any
}

// A refusal is the end of a call that does not succeed.
type refusal struct {
	status int
	body   string
}

// handle serves a pattern. Refuse returns what the API says for a status.
func (s *Server) handle(pattern string, refuse func(status int) string, serve func(r *request) any) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, hr *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		defer func() {
			if end := recover(); end != nil {
				f, ok := end.(refusal)
				if !ok {
					panic(end)
				}
				if f.body == "" {
					f.body = refuse(f.status)
				}
				w.WriteHeader(f.status)
				fmt.Fprint(w, f.body)
			}
		}()
		r := &request{Server: s, Request: hr, w: w}
		r.admit()
		answer := serve(r)
		switch hr.Method {
		case http.MethodPost:
			w.WriteHeader(http.StatusCreated)
		case http.MethodDelete:
			w.WriteHeader(http.StatusNoContent)
			return
		}
		_ = json.NewEncoder(w).Encode(answer) // the client is gone if this fails
	})
}

// admit checks the token, the rate, the repository and the body.
func (r *request) admit() {
	if r.limit > 0 {
		r.takeTurn()
	}
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	account, ok := r.accounts[token]
	if !ok {
		panic(refusal{http.StatusUnauthorized, ""})
	}
	r.account = account
	project := r.PathValue("project")
	if owner := r.PathValue("owner"); owner+"/"+r.PathValue("name") != Repository && project != Project && project != Repository && !strings.HasSuffix(r.URL.Path, "/user") {
		panic(refusal{http.StatusNotFound, ""})
	}
	if r.Method == http.MethodGet {
		return
	}
	if account.ReadOnly {
		panic(refusal{http.StatusForbidden, ""})
	}
	if r.Method != http.MethodDelete && json.NewDecoder(r.Body).Decode(&r.body) != nil {
		panic(refusal{http.StatusBadRequest, ""})
	}
}

// takeTurn refuses a call that is too many in its second.
func (r *request) takeTurn() {
	if now := time.Now(); !now.Before(r.reset) {
		r.left, r.reset = r.limit, now.Add(time.Second)
	}
	if r.left--; r.left >= 0 {
		return
	}
	if strings.HasPrefix(r.URL.Path, "/gitlab/") {
		r.w.Header().Set("Retry-After", "1")
		panic(refusal{http.StatusTooManyRequests, "Retry later\n"})
	}
	r.w.Header().Set("X-RateLimit-Remaining", "0")
	r.w.Header().Set("X-RateLimit-Reset", strconv.FormatInt(r.reset.Unix()+1, 10))
	panic(refusal{http.StatusForbidden, `{"message": "API rate limit exceeded"}`})
}

// pull returns the number in the path of a pull request that there is.
func (r *request) pull() int {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || !slices.Contains(r.pulls, number) {
		panic(refusal{http.StatusNotFound, ""})
	}
	return number
}

// text returns a member of the body.
func (r *request) text(name string) string {
	text, _ := r.body[name].(string)
	return text
}

// onPage returns the part of a list that the query asks for, and sets the header Link.
func onPage[T any](r *request, list []T, usual int) []T {
	number := func(name string, usual int) int {
		if n, err := strconv.Atoi(r.URL.Query().Get(name)); err == nil && n > 0 {
			return n
		}
		return usual
	}
	per, page := min(number("per_page", usual), 100), number("page", 1)
	last := max((len(list)+per-1)/per, 1)
	at := func(page int) string {
		query := maps.Clone(r.URL.Query())
		query.Set("page", strconv.Itoa(page))
		return fmt.Sprintf("<http://%s%s?%s>", r.Host, r.URL.Path, query.Encode())
	}
	links := []string{at(1) + `; rel="first"`, at(last) + `; rel="last"`}
	if page < last {
		links = append(links, at(page+1)+`; rel="next"`)
	}
	r.w.Header().Set("Link", strings.Join(links, ", "))
	from := min((page-1)*per, len(list))
	return list[from:min(from+per, len(list))]
}
