package forge

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
)

// label is the label of our issues, by which later runs find them.
const label = "callwright"

// actionsBot is the account of the token that GitHub gives to a run. This token cannot ask who it
// is: GET /user answers 403 "Resource not accessible by integration".
const actionsBot = "github-actions[bot]"

// A gitHub is a thread at GitHub. The rules are in its REST API documentation, on the pages
// "REST API endpoints for issue comments" and "REST API endpoints for issues". Every pull request
// is an issue there, and its comments are those of the issue.
type gitHub struct {
	*client
	repository string // /repos/acme/desk
	number     int    // of the pull request
	of         subject
}

// repositoryName is an owner and a name.
var repositoryName = regexp.MustCompile(`^[\w.-]+/[\w.-]+$`)

func newGitHub(c *client, s *Site, of subject) (thread, error) {
	if !repositoryName.MatchString(s.Repository) {
		return nil, fmt.Errorf("the repository %q must be like acme/desk", s.Repository)
	}
	return &gitHub{c, "/repos/" + s.Repository, s.Number, of}, nil
}

// A gitHubPost is a comment or an issue as GitHub answers it.
type gitHubPost struct {
	ID     int64
	Number int64 // of an issue
	User   struct{ Login string }
	Title  string
	Body   string
	State  string // of an issue: open or closed
	Labels []struct{ Name string }
	Pull   *struct{} `json:"pull_request"` // an issue that is a pull request has it
}

func (p *gitHubPost) post(of subject) post {
	id := p.ID
	if of == issues {
		id = p.Number
	}
	return post{id, p.User.Login, p.Title, p.Body, p.State == "closed"}
}

func (g *gitHub) whoami(ctx context.Context) (string, error) {
	var user struct{ Login string }
	_, err := g.do(ctx, call{"who we are", http.MethodGet, "/user", nil, nil}, &user)
	if status := statusOf(err); status == http.StatusForbidden || status == http.StatusNotFound {
		return actionsBot, nil
	}
	return user.Login, err
}

func (g *gitHub) list(ctx context.Context) ([]post, error) {
	k := call{"to list the comments", http.MethodGet, fmt.Sprintf("%s/issues/%d/comments", g.repository, g.number), nil, nil}
	if g.of == issues {
		k = call{"to list the issues", http.MethodGet, g.repository + "/issues", url.Values{"state": {"all"}, "labels": {label}}, nil}
	}
	var posts []post
	err := pages(ctx, g.client, k, func(p gitHubPost) {
		if p.Pull == nil {
			posts = append(posts, p.post(g.of))
		}
	})
	return posts, err
}

func (g *gitHub) create(ctx context.Context, p post) (post, error) {
	k := call{"to create the comment", http.MethodPost, fmt.Sprintf("%s/issues/%d/comments", g.repository, g.number), nil, map[string]any{"body": p.text}}
	if g.of == issues {
		k = call{"to open the issue", http.MethodPost, g.repository + "/issues", nil, map[string]any{"title": p.title, "body": p.text, "labels": []string{label}}}
	}
	var made gitHubPost
	if _, err := g.do(ctx, k, &made); err != nil {
		return post{}, err
	}
	// "Labels are silently dropped" if the token cannot set them (Create an issue).
	if g.of == issues && len(made.Labels) == 0 {
		return post{}, fmt.Errorf("GitHub opened issue %d without the label %q, so later runs cannot find it; the token needs the permission to write issues: %w", made.Number, label, ErrRefused)
	}
	return made.post(g.of), nil
}

func (g *gitHub) update(ctx context.Context, p post) error {
	if g.of == comments {
		_, err := g.do(ctx, call{"to update the comment", http.MethodPatch, g.comment(p), nil, map[string]any{"body": p.text}}, nil)
		return err
	}
	state := "open"
	if p.closed {
		state = "closed"
	}
	_, err := g.do(ctx, call{"to update the issue", http.MethodPatch, g.issue(p), nil, map[string]any{"title": p.title, "body": p.text, "state": state}}, nil)
	return err
}

func (g *gitHub) drop(ctx context.Context, duplicate, kept post) error {
	if g.of == comments {
		_, err := g.do(ctx, call{"to delete a duplicate comment", http.MethodDelete, g.comment(duplicate), nil, nil}, nil)
		return err
	}
	_, err := g.do(ctx, call{"to close a duplicate issue", http.MethodPatch, g.issue(duplicate), nil, map[string]any{"body": duplicateOf(kept), "state": "closed"}}, nil)
	return err
}

func (g *gitHub) comment(p post) string {
	return fmt.Sprintf("%s/issues/comments/%d", g.repository, p.id)
}
func (g *gitHub) issue(p post) string { return fmt.Sprintf("%s/issues/%d", g.repository, p.id) }

// duplicateOf is the text of an issue that two runs opened at the same time. It has no marker.
func duplicateOf(kept post) string { return fmt.Sprintf("Duplicate of #%d.\n", kept.id) }
