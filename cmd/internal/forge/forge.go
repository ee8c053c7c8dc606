// Package forge keeps comments on pull requests, and issues, at GitHub and GitLab. It does not
// know what a plan is: it gets a text whose first line is a marker.
//
// The terms:
//
//   - A forge is a service for code review. A [Site] says where one is, and on which pull
//     request or merge request the comment belongs.
//   - A marker is the first line of a text. Readers do not see it, because it is an HTML comment:
//     `<!-- callwright:plan key=prod:. run=812 -->`. A later run finds the text by it.
//   - A [Key] says what the text is about. A pull request has at most one comment for a key.
//   - A run is the pipeline's number of the run that wrote the text. A newer run wins.
//
// For example, run 813 of a pipeline has a new plan for a pull request:
//
//	result, err := site.Comment(ctx, "<!-- callwright:plan key=prod:. run=813 -->\n### …", false)
//	// The comment of run 812 has the new text, and result is Updated.
package forge

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
)

// The forges. They have the names that package ci gives to their pipelines.
const (
	GitHub = "github"
	GitLab = "gitlab"
)

// Names are the forges that callwright can write to.
var Names = [...]string{GitHub, GitLab}

// ErrRefused says that the forge does not accept the token, or that there is none.
var ErrRefused = errors.New("not authorized")

// A Site is where to write: a forge, a repository in it, and a pull request of that.
type Site struct {
	Forge      string // GitHub or GitLab
	API        string // https://api.github.com, say
	Repository string // acme/desk; at GitLab also its number
	Number     int    // of the pull request; 0 for none
	Fork       bool   // whether the pull request comes from another repository
	Token      string
	Author     string // the account whose token it is; "" to ask the forge

	Log   hclog.Logger  // gets each call, without the token; may be nil
	Pause time.Duration // before the first repetition of a call; 0 for half a second
}

// SiteOf returns the site that the environment of a pipeline describes. The variables are those
// that the services document as predefined: "Default environment variables" at GitHub,
// "Predefined CI/CD variables reference" at GitLab. Read reads a file.
func SiteOf(forge string, env func(name string) string, read func(path string) ([]byte, error)) Site {
	if forge == GitLab {
		return gitLabSite(env)
	}
	s := Site{Forge: GitHub, API: env("GITHUB_API_URL"), Repository: env("GITHUB_REPOSITORY"), Token: env("GITHUB_TOKEN")}
	if s.API == "" {
		s.API = "https://api.github.com"
	}
	if path := env("GITHUB_EVENT_PATH"); path != "" {
		if text, err := read(path); err == nil {
			s.Number, s.Fork = ofEvent(text)
		}
	}
	if m := pullRequestRef.FindStringSubmatch(env("GITHUB_REF")); m != nil {
		s.Number, _ = strconv.Atoi(m[1]) // digits only; a number that is too large is none
	}
	return s
}

// pullRequestRef is the reference that GitHub checks out for a pull request.
var pullRequestRef = regexp.MustCompile(`^refs/pull/(\d+)/`)

// ofEvent returns the number of the pull request that a run of GitHub Actions is about, and
// whether it comes from a fork. The file has the payload of the webhook. A comment on a pull
// request is an event of an issue.
func ofEvent(text []byte) (number int, fork bool) {
	type repository struct {
		Name string `json:"full_name"`
	}
	type pull struct {
		Number int
		Head   struct{ Repo *repository } // nil if the fork was deleted
		Base   struct{ Repo repository }
	}
	var event struct {
		Pull  *pull `json:"pull_request"`
		Issue struct {
			Number int
			Pull   *struct{} `json:"pull_request"`
		}
	}
	if err := json.Unmarshal(text, &event); err != nil {
		return 0, false
	}
	if p := event.Pull; p != nil {
		return p.Number, p.Head.Repo == nil || p.Head.Repo.Name != p.Base.Repo.Name
	}
	if event.Issue.Pull != nil {
		return event.Issue.Number, false
	}
	return 0, false
}

// gitLabSite returns the site that the environment of a GitLab pipeline describes. In a pipeline
// of a fork, the merge request belongs to another project than the pipeline. A pipeline of a
// branch knows the merge requests of the branch: `acme/desk!7,acme/desk!9`.
func gitLabSite(env func(name string) string) Site {
	s := Site{Forge: GitLab, API: env("CI_API_V4_URL"), Repository: env("CI_PROJECT_ID"), Token: env("GITLAB_TOKEN")}
	if s.API == "" {
		s.API = "https://gitlab.com/api/v4"
	}
	if s.Repository == "" {
		s.Repository = env("CI_PROJECT_PATH")
	}
	s.Number, _ = strconv.Atoi(env("CI_MERGE_REQUEST_IID")) // what is not a number is none
	if target := env("CI_MERGE_REQUEST_PROJECT_ID"); target != "" {
		s.Fork = env("CI_PROJECT_ID") != "" && env("CI_PROJECT_ID") != target
		s.Repository = target
	}
	if s.Number == 0 {
		first, _, _ := strings.Cut(env("CI_OPEN_MERGE_REQUESTS"), ",")
		if project, number, ok := strings.Cut(first, "!"); ok && project == env("CI_PROJECT_PATH") {
			s.Number, _ = strconv.Atoi(number)
		}
	}
	return s
}

// Title returns the name of the forge for messages.
func (s *Site) Title() string {
	if s.Forge == GitLab {
		return "GitLab"
	}
	return "GitHub"
}

// checkToken returns an error that says how to get a token, if there is none. GitLab's job token
// is not enough: the list of what it can do ("CI/CD job token", allowed endpoints) has no notes.
func (s *Site) checkToken() error {
	if strings.ContainsFunc(s.Token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("the token for %s has a character that tokens cannot have: %w", s.Title(), ErrRefused)
	}
	switch {
	case s.Token != "":
		return nil
	case s.Fork:
		return fmt.Errorf("there is no token for %s, because the pull request comes from a fork, whose runs get no secrets: %w", s.Title(), ErrRefused)
	case s.Forge == GitLab:
		return fmt.Errorf("there is no token for GitLab: set GITLAB_TOKEN to a project access token with the scope api; CI_JOB_TOKEN cannot write comments: %w", ErrRefused)
	}
	return fmt.Errorf("there is no token for GitHub: set GITHUB_TOKEN, in a workflow by env: GITHUB_TOKEN: ${{ github.token }}: %w", ErrRefused)
}
