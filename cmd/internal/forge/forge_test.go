package forge_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
)

const token = "secret-token-of-ours"

// ours is the account of the token, by forge.
var ours = map[string]string{forge.GitHub: "github-actions[bot]", forge.GitLab: "project_42_bot"}

// serve returns a forge with pull requests 7 and 8, and the site of pull request 7.
func serve(t *testing.T, name string) (*forgetest.Server, forge.Site) {
	t.Helper()
	server := forgetest.New(7, 8)
	server.Allow(token, forgetest.Account{Login: ours[name], Nameless: name == forge.GitHub})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return server, forge.Site{Forge: name, API: web.URL + "/" + name, Repository: forgetest.Repository, Number: 7, Token: token, Pause: time.Millisecond}
}

// onBoth runs a test at each forge.
func onBoth(t *testing.T, test func(t *testing.T, server *forgetest.Server, site forge.Site)) {
	t.Parallel()
	for _, name := range forge.Names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, site := serve(t, name)
			test(t, server, site)
		})
	}
}

// plan returns the text of a comment about the environment prod.
func plan(run int, what string) string {
	return fmt.Sprintf("<!-- callwright:plan key=acme:prod:. digest=sha256:0 run=%d -->\n%s\n", run, what)
}

// bodies returns the comments on pull request 7, without the ends of their lines.
func bodies(server *forgetest.Server) []string {
	var list []string
	for _, c := range server.Comments(7) {
		list = append(list, strings.TrimSpace(c.Body))
	}
	return list
}

// TestComment writes comments in order: the first is created, an equal one is not written, a newer
// one replaces it in place, and an older one does nothing.
func TestComment(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		for _, step := range []struct {
			text  string
			quiet bool
			want  forge.Result
		}{
			{plan(1, "none"), true, forge.NotNeeded},
			{plan(2, "a"), false, forge.Created},
			{plan(2, "a"), false, forge.Unchanged},
			{plan(4, "b"), false, forge.Updated},
			{plan(3, "c"), false, forge.Outdated},
			{plan(5, "none"), true, forge.Updated},
			{strings.Replace(plan(5, "again"), "run=5", "run=5.2", 1), false, forge.Updated},
			{plan(5, "first attempt"), false, forge.Outdated},
			{strings.Replace(plan(0, "by hand"), " run=0", "", 1), false, forge.Updated},
		} {
			got, err := site.Comment(t.Context(), step.text, step.quiet)
			if err != nil || got != step.want {
				t.Errorf("Comment(%q) = %q, %v, want %q", step.text, got, err, step.want)
			}
			if step.want == forge.Created || step.want == forge.Updated {
				if diff := cmp.Diff([]string{strings.TrimSpace(step.text)}, bodies(server)); diff != "" {
					t.Errorf("comments mismatch (-want +got):\n%s", diff)
				}
			}
		}
		writes := slices.DeleteFunc(server.Calls(), func(c string) bool { return strings.HasPrefix(c, "GET ") })
		if len(writes) != 5 {
			t.Errorf("there were %d writes: %q", len(writes), writes)
		}
	})
}

// TestComments checks what a comment does not touch: comments of others that imitate the marker,
// replies that quote it, notes of the forge, and our comments with other keys.
func TestComments(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		for i := range 130 { // more than a page
			server.Post(forgetest.Comment{Number: 7, Author: "jane", Body: fmt.Sprint("Comment ", i)})
		}
		us := ours[site.Forge]
		before := []forgetest.Comment{
			{Author: "mallory", Body: plan(900, "imitated")},
			{Author: "other[bot]", Body: "Terraform"},
			{Author: us, Body: "> " + plan(901, "quoted")},
			{Author: us, Body: strings.Replace(plan(902, "another folder"), ":.", ":sites", 1)},
			{Author: us, Body: strings.Replace(plan(903, "another environment"), "prod", "test", 1)},
			{Author: us, Body: strings.Replace(plan(904, "drift"), "plan", "drift", 1)},
			{Author: us, Body: "text\n" + plan(905, "not the first line")},
			{Author: us, Body: strings.Replace(plan(906, "unreadable key"), ":prod:.", ":%zz:.", 1)},
		}
		for _, c := range before {
			c.Number = 7
			server.Post(c)
		}
		old := server.Comments(7)
		for run, want := range []forge.Result{forge.Created, forge.Updated} {
			if got, err := site.Comment(t.Context(), plan(run+1, "ours"), false); err != nil || got != want {
				t.Errorf("Comment() = %q, %v, want %q", got, err, want)
			}
		}
		now := server.Comments(7)
		if diff := cmp.Diff(old, now[:len(old)]); diff != "" || len(now) != len(old)+1 {
			t.Errorf("there are %d comments after %d, mismatch (-before +after):\n%s", len(now), len(old), diff)
		}
	})
}

// TestOtherInstance checks that an environment has one comment, also if its instance changes or is
// not known.
func TestOtherInstance(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		for i, key := range []string{"acme:prod:.", "acme-2:prod:.", ":prod:."} {
			text := strings.Replace(plan(i+1, "text"), "acme:prod:.", key, 1)
			if _, err := site.Comment(t.Context(), text, false); err != nil {
				t.Fatal(err)
			}
			if got := bodies(server); len(got) != 1 || got[0] != strings.TrimSpace(text) {
				t.Errorf("after %s, the comments are %q", key, got)
			}
		}
	})
}

// TestFaults writes a comment while the forge misbehaves. In the end there is one comment with the
// text, or an error that says what is wrong.
func TestFaults(t *testing.T) {
	t.Parallel()
	second := map[string]string{"Retry-After": "1"}
	for _, tt := range []struct {
		name    string
		account *forgetest.Account
		faults  []forgetest.Fault
		limit   int
		number  int
		want    string // of the error; "" for success
		refused bool
	}{
		{name: "the answer to a creation is lost", faults: []forgetest.Fault{{Method: "POST", Lost: true}}},
		{name: "the answers to two creations are lost", faults: []forgetest.Fault{{Method: "POST", Lost: true, Times: 2}}},
		{name: "the answer to an update is lost", faults: []forgetest.Fault{{Method: "PATCH", Lost: true}, {Method: "PUT", Lost: true}}},
		{name: "the answer to a list is lost", faults: []forgetest.Fault{{Path: "7", Lost: true, Times: 3}}},
		{name: "5xx", faults: []forgetest.Fault{{Status: 502, Times: 2}, {Method: "POST", Status: 500, Times: 2}, {Method: "PATCH", Status: 503}, {Method: "PUT", Status: 503}}},
		{name: "conflict", faults: []forgetest.Fault{{Method: "POST", Status: 409, Times: 2}, {Method: "PATCH", Status: 409}, {Method: "PUT", Status: 409}}},
		{name: "too many calls", faults: []forgetest.Fault{{Path: "7", Status: 429, Header: second}, {Method: "POST", Status: 429, Header: second}}},
		{name: "second limit", faults: []forgetest.Fault{{Method: "POST", Status: 403, Header: second, Body: `{"message":"You have exceeded a secondary rate limit"}`}}},
		{name: "a few calls a second", limit: 2},
		{name: "unreadable answer", faults: []forgetest.Fault{{Method: "GET", Path: "7", Status: 200, Body: "<html>"}}},

		{name: "always 5xx", faults: []forgetest.Fault{{Status: 503, Times: 1000}}, want: "503"},
		{name: "creation always fails", faults: []forgetest.Fault{{Method: "POST", Status: 500, Times: 1000}}, want: "to create the comment: 500"},
		{name: "asks to wait for an hour", faults: []forgetest.Fault{{Path: "7", Status: 429, Times: 1000, Header: map[string]string{"Retry-After": "3600"}}}, want: "(it asks to wait 3600 s)"},
		{name: "second limit without a time", faults: []forgetest.Fault{{Path: "7", Status: 403, Body: `{"message":"You have exceeded a secondary rate limit"}`, Times: 1000}}, want: "takes no more calls for now"},
		{name: "validation", faults: []forgetest.Fault{{Method: "POST", Status: 422, Body: `{"message":"Validation Failed","errors":[{"field":"body"}]}`}}, want: `422 Validation Failed [{"field":"body"}]`},
		{name: "redirect", faults: []forgetest.Fault{{Path: "7", Status: 301, Header: map[string]string{"Location": "https://example.com/"}}}, want: "answered with a redirect"},
		{name: "bad token", faults: []forgetest.Fault{{Path: "7", Status: 401, Body: `{"message":"Bad credentials: ` + token + `"}`}}, want: "401 Bad credentials: (token)", refused: true},
		{name: "token that can only read", account: &forgetest.Account{ReadOnly: true}, want: "refused to create the comment: 403", refused: true},
		{name: "no such pull request", number: 9, want: "to list the comments: 404"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
				if tt.account != nil {
					server.Allow(token, forgetest.Account{Login: ours[site.Forge], ReadOnly: tt.account.ReadOnly})
				}
				for _, f := range tt.faults {
					server.Fail(f)
				}
				if tt.limit > 0 {
					server.Limit(tt.limit)
				}
				if tt.number > 0 {
					site.Number = tt.number
				}
				_, err := site.Comment(t.Context(), plan(1, "first"), false)
				if tt.want == "" && err == nil {
					_, err = site.Comment(t.Context(), plan(2, "second"), false)
				}
				switch {
				case tt.want == "" && err != nil:
					t.Errorf("Comment() = %v", err)
				case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
					t.Errorf("Comment() = %v, want %q", err, tt.want)
				case errors.Is(err, forge.ErrRefused) != tt.refused:
					t.Errorf("%v: refused is not %v", err, tt.refused)
				case err != nil && strings.Contains(err.Error(), token):
					t.Errorf("the error has the token: %v", err)
				}
				if got := bodies(server); tt.want == "" && (len(got) != 1 || got[0] != strings.TrimSpace(plan(2, "second"))) {
					t.Errorf("the comments are %q", got)
				}
			})
		})
	}
}

// TestVanished updates a comment that somebody deletes at the same moment.
func TestVanished(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		server.Post(forgetest.Comment{Number: 7, Author: ours[site.Forge], Body: plan(1, "a")})
		server.Fail(forgetest.Fault{Method: map[string]string{forge.GitHub: "PATCH", forge.GitLab: "PUT"}[site.Forge], Status: 404})
		got, err := site.Comment(t.Context(), plan(2, "b"), false)
		if err != nil || got != forge.Updated {
			t.Errorf("Comment() = %q, %v", got, err)
		}
	})
}

// TestAccounts checks who we are if the token cannot ask, and is not that of GitHub Actions: what
// we create says it, and then we find our older comment.
func TestAccounts(t *testing.T) {
	t.Parallel()
	server, site := serve(t, forge.GitHub)
	server.Allow(token, forgetest.Account{Login: "acme-app[bot]", Nameless: true})
	for run := 1; run < 4; run++ {
		if _, err := site.Comment(t.Context(), plan(run, "text"), false); err != nil {
			t.Fatal(err)
		}
		if got := bodies(server); len(got) != 1 || got[0] != strings.TrimSpace(plan(run, "text")) {
			t.Errorf("the comments are %q", got)
		}
	}
	site.Author = "acme-app[bot]"
	calls := len(server.Calls())
	if got, err := site.Comment(t.Context(), plan(3, "text"), false); got != forge.Unchanged || err != nil || len(server.Calls()) != calls+1 {
		t.Errorf("Comment() = %q, %v after %q", got, err, server.Calls()[calls:])
	}
}

// TestRunsAtOnce writes with ten runs at once. One comment is left. All runs look before any of
// them writes, so each creates one.
func TestRunsAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		const runs = 10
		var looked, all sync.WaitGroup
		looked.Add(runs)
		server.Fail(forgetest.Fault{Method: "POST", Times: runs, Before: func() {
			looked.Done()
			looked.Wait()
		}})
		for run := range runs {
			all.Go(func() {
				if _, err := site.Comment(t.Context(), plan(run+1, "text"), false); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if diff := cmp.Diff([]string{strings.TrimSpace(plan(runs, "text"))}, bodies(server)); diff != "" {
			t.Errorf("comments mismatch (-want +got):\n%s", diff)
		}
	})
}

// TestStory has two pull requests with two environments. Each has three pushes, and the runs for
// the second and third end in the wrong order. In the end each pull request has a comment for each
// environment, about its last push.
func TestStory(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		text := func(number, push int, environment string) string {
			return fmt.Sprintf("<!-- callwright:plan key=acme-%s:%s:. commit=c%d run=%d -->\nPull request %d, push %d to %s\n", environment, environment, push, number*10+push, number, push, environment)
		}
		first := map[string]int64{}
		for _, push := range []int{1, 3, 2} {
			for _, number := range []int{7, 8} {
				for _, environment := range []string{"prod", "test"} {
					site.Number = number
					got, err := site.Comment(t.Context(), text(number, push, environment), false)
					want := map[int]forge.Result{1: forge.Created, 3: forge.Updated, 2: forge.Outdated}[push]
					if err != nil || got != want {
						t.Errorf("push %d of %d: %q, %v, want %q", push, number, got, err, want)
					}
				}
			}
			if push == 1 {
				for _, c := range append(server.Comments(7), server.Comments(8)...) {
					first[strings.SplitN(c.Body, " commit=", 2)[0]+fmt.Sprint(c.Number)] = c.ID
				}
			}
		}
		for _, number := range []int{7, 8} {
			got := server.Comments(number)
			if len(got) != 2 {
				t.Fatalf("pull request %d has %d comments", number, len(got))
			}
			for i, environment := range []string{"prod", "test"} {
				if want := strings.TrimSpace(text(number, 3, environment)); strings.TrimSpace(got[i].Body) != want {
					t.Errorf("a comment is %q, want %q", got[i].Body, want)
				}
				if first[strings.SplitN(got[i].Body, " commit=", 2)[0]+fmt.Sprint(number)] != got[i].ID {
					t.Errorf("the comment of %s is not in its first place", environment)
				}
			}
		}
	})
}

// TestUnsafe checks that the token goes nowhere if the address is not safe, and what is said
// without a token.
func TestUnsafe(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(s *forge.Site)
		want   string
	}{
		"http":         {func(s *forge.Site) { s.API = "http://forge.example.com" }, "does not use https"},
		"user":         {func(s *forge.Site) { s.API = "https://a:b@example.com" }, "must be like"},
		"no address":   {func(s *forge.Site) { s.API = "api.github.com" }, "must be like"},
		"repository":   {func(s *forge.Site) { s.Repository = "acme/desk/../../user" }, "must be like acme/desk"},
		"number":       {func(s *forge.Site) { s.Number = 0 }, "there is no pull request"},
		"token":        {func(s *forge.Site) { s.Token = "" }, "set GITHUB_TOKEN"},
		"GitLab token": {func(s *forge.Site) { s.Token, s.Forge = "", forge.GitLab }, "CI_JOB_TOKEN cannot write comments"},
		"project":      {func(s *forge.Site) { s.Repository, s.Forge = "", forge.GitLab }, "there is no project"},
		"line break":   {func(s *forge.Site) { s.Token = "a\nb" }, "a character that tokens cannot have"},
		"fork":         {func(s *forge.Site) { s.Token, s.Fork = "", true }, "comes from a fork"},
	} {
		site := forge.Site{Forge: forge.GitHub, API: "https://127.0.0.1:1", Repository: "acme/desk", Number: 7, Token: token}
		tt.change(&site)
		if _, err := site.Comment(t.Context(), plan(1, "text"), false); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Comment() = %v, want %q", name, err, tt.want)
		}
	}
	server, site := serve(t, forge.GitHub)
	site.Fork = true
	server.Allow(token, forgetest.Account{Login: ours[forge.GitHub], ReadOnly: true})
	_, err := site.Comment(t.Context(), plan(1, "text"), false)
	if err == nil || !strings.Contains(err.Error(), "can only read") || !errors.Is(err, forge.ErrRefused) {
		t.Errorf("Comment() of a fork = %v", err)
	}
	if _, err := site.Comment(t.Context(), "no marker", false); err == nil {
		t.Error("a text without a marker is taken")
	}
}

// TestTooLong checks the message about a text that is longer than the forge accepts.
func TestTooLong(t *testing.T) {
	onBoth(t, func(t *testing.T, _ *forgetest.Server, site forge.Site) {
		_, err := site.Comment(t.Context(), plan(1, strings.Repeat("ä", 1_000_001)), false)
		if err == nil || !strings.Contains(err.Error(), "too long (maximum is ") {
			t.Errorf("Comment() = %v", err)
		}
	})
}

// TestNoServer checks the error if nobody listens.
func TestNoServer(t *testing.T) {
	t.Parallel()
	web := httptest.NewServer(http.NotFoundHandler())
	web.Close()
	site := forge.Site{Forge: forge.GitLab, API: web.URL, Repository: "1", Number: 7, Token: token, Pause: time.Millisecond}
	if _, err := site.Comment(t.Context(), plan(1, "text"), false); err == nil || !strings.Contains(err.Error(), "GitLab did not answer when asked who we are") {
		t.Errorf("Comment() = %v", err)
	}
}
