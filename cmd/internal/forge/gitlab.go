package forge

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// A gitLab is a thread at GitLab. The rules are in its REST API documentation, on the pages
// "Notes API" and "Issues API". A comment on a merge request is a note.
type gitLab struct {
	*client
	project string // /projects/278964, or /projects/acme%2Fdesk
	number  int    // of the merge request in its project
	of      subject
}

func newGitLab(c *client, s *Site, of subject) (thread, error) {
	if s.Repository == "" {
		return nil, errors.New("there is no project: give its path or number")
	}
	return &gitLab{c, "/projects/" + url.PathEscape(s.Repository), s.Number, of}, nil
}

// A gitLabPost is a note or an issue as GitLab answers it.
type gitLabPost struct {
	ID          int64
	IID         int64 // of an issue: its number in the project
	Author      struct{ Username string }
	Title       string
	Body        string // of a note
	Description string // of an issue
	State       string // of an issue: opened or closed
	System      bool   // a note that GitLab wrote, such as "added 1 commit"
	Labels      []string
}

func (p *gitLabPost) post(of subject) post {
	if of == issues {
		return post{p.IID, p.Author.Username, p.Title, p.Description, p.State == "closed"}
	}
	return post{p.ID, p.Author.Username, "", p.Body, false}
}

func (g *gitLab) whoami(ctx context.Context) (string, error) {
	var user struct{ Username string }
	_, err := g.do(ctx, call{"who we are", http.MethodGet, "/user", nil, nil}, &user)
	return user.Username, err
}

func (g *gitLab) list(ctx context.Context) ([]post, error) {
	k := call{"to list the comments", http.MethodGet, g.notes(), url.Values{"sort": {"asc"}, "order_by": {"created_at"}}, nil}
	if g.of == issues {
		k = call{"to list the issues", http.MethodGet, g.project + "/issues", url.Values{"state": {"all"}, "scope": {"all"}, "labels": {label}}, nil}
	}
	var posts []post
	err := pages(ctx, g.client, k, func(p gitLabPost) {
		if !p.System {
			posts = append(posts, p.post(g.of))
		}
	})
	return posts, err
}

func (g *gitLab) create(ctx context.Context, p post) (post, error) {
	k := call{"to create the comment", http.MethodPost, g.notes(), nil, map[string]any{"body": p.text}}
	if g.of == issues {
		k = call{"to open the issue", http.MethodPost, g.project + "/issues", nil, map[string]any{"title": p.title, "description": p.text, "labels": label}}
	}
	var made gitLabPost
	if _, err := g.do(ctx, k, &made); err != nil {
		return post{}, err
	}
	if g.of == issues && len(made.Labels) == 0 { // a guest cannot set labels
		return post{}, fmt.Errorf("GitLab opened issue %d without the label %q, so later runs cannot find it; the token needs the role Reporter: %w", made.IID, label, ErrRefused)
	}
	return made.post(g.of), nil
}

func (g *gitLab) update(ctx context.Context, p post) error {
	if g.of == comments {
		_, err := g.do(ctx, call{"to update the comment", http.MethodPut, fmt.Sprintf("%s/%d", g.notes(), p.id), nil, map[string]any{"body": p.text}}, nil)
		return err
	}
	event := "reopen"
	if p.closed {
		event = "close"
	}
	_, err := g.do(ctx, call{"to update the issue", http.MethodPut, g.issue(p), nil, map[string]any{"title": p.title, "description": p.text, "state_event": event}}, nil)
	return err
}

func (g *gitLab) drop(ctx context.Context, duplicate, kept post) error {
	if g.of == comments {
		_, err := g.do(ctx, call{"to delete a duplicate comment", http.MethodDelete, fmt.Sprintf("%s/%d", g.notes(), duplicate.id), nil, nil}, nil)
		return err
	}
	_, err := g.do(ctx, call{"to close a duplicate issue", http.MethodPut, g.issue(duplicate), nil, map[string]any{"description": duplicateOf(kept), "state_event": "close"}}, nil)
	return err
}

func (g *gitLab) notes() string {
	return fmt.Sprintf("%s/merge_requests/%d/notes", g.project, g.number)
}
func (g *gitLab) issue(p post) string { return fmt.Sprintf("%s/issues/%d", g.project, p.id) }
