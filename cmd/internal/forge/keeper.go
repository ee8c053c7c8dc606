package forge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Result says what happened to a comment or an issue.
type Result string

// The results.
const (
	Created   Result = "created"
	Updated   Result = "updated"
	Unchanged Result = "unchanged" // it has this text already
	Outdated  Result = "outdated"  // a newer run has written it
	NotNeeded Result = "not needed"
)

// A post is a comment, or an issue.
type post struct {
	id     int64
	author string
	title  string // of an issue
	text   string
	closed bool // of an issue
}

// A thread is a list of posts: the comments on a pull request, or the issues of a repository with
// our label.
type thread interface {
	// whoami returns the account of the token; "" if the forge does not tell.
	whoami(ctx context.Context) (string, error)
	list(ctx context.Context) ([]post, error)
	create(ctx context.Context, p post) (post, error)
	update(ctx context.Context, p post) error
	// drop takes a duplicate away. An issue cannot be deleted, so it is closed, and its text
	// refers to the one that stays.
	drop(ctx context.Context, duplicate, kept post) error
}

const (
	mostSteps    = 50
	mostFailures = 4 // in a row, of calls that the client does not repeat itself
)

// A keeper makes a thread have one post with its marker, and makes that post as it is wanted.
//
// It looks at the thread, takes one step, and looks again, until there is nothing to do. So it does
// not matter whether an answer was lost: if the forge created the post, the keeper finds it. If
// two runs create a post at the same time, the one that looks last sees both. All runs agree what
// to do then: the oldest post stays, with the text of the newest run, and the others go.
//
// A post is ours if the account of the token wrote it and its first line is our marker. If
// somebody else writes a comment that begins with our marker, we leave it alone.
type keeper struct {
	thread
	want   post
	marker marker
	quiet  bool // create nothing
	author string
	pause  time.Duration

	made   *post // what we created; a list may not have it yet
	wrote  bool
	result Result
}

// keep takes steps until the thread is as it should be.
func (k *keeper) keep(ctx context.Context) (Result, error) {
	var err error
	if k.author == "" {
		if k.author, err = k.whoami(ctx); err != nil {
			return "", err
		}
	}
	failures := 0
	for range mostSteps {
		done, err := k.step(ctx)
		switch {
		case err == nil && done:
			return k.result, nil
		case err == nil:
			failures = 0
			continue
		case !passing(err) || failures == mostFailures:
			return "", err
		}
		select {
		case <-time.After(k.pause << failures):
		case <-ctx.Done():
			return "", context.Cause(ctx)
		}
		failures++
	}
	return "", errors.New("other runs change it again and again; let only one run at a time write it")
}

// step looks at the thread and does the next thing. It reports whether nothing is left to do.
func (k *keeper) step(ctx context.Context) (done bool, err error) {
	posts, err := k.ours(ctx)
	if err != nil {
		return false, err
	}
	if len(posts) == 0 {
		if k.quiet {
			k.result = NotNeeded
			return true, nil
		}
		return false, k.begin(ctx)
	}
	kept, newest := posts[0], slices.MaxFunc(posts, func(a, b post) int { return runOf(a).compare(runOf(b)) })
	final := k.want
	outdated := k.marker.run.compare(runOf(newest)) < 0
	if outdated {
		final = newest
	}
	final.id = kept.id
	if !k.has(kept, final) {
		if err := k.update(ctx, final); err != nil {
			return false, k.forget(kept, err)
		}
		k.wrote = true
		if k.result == "" {
			k.result = Updated
		}
		return false, nil
	}
	if n := len(posts); n > 1 {
		err := k.drop(ctx, posts[n-1], kept)
		return false, k.forget(posts[n-1], err)
	}
	switch {
	case outdated:
		k.result = Outdated
	case k.result == "":
		k.result = Unchanged
	}
	return true, nil
}

// ours returns our posts, the oldest first.
func (k *keeper) ours(ctx context.Context) ([]post, error) {
	all, err := k.list(ctx)
	if err != nil {
		return nil, err
	}
	if k.made != nil && !slices.ContainsFunc(all, func(p post) bool { return p.id == k.made.id }) {
		all = append(all, *k.made)
	}
	posts := slices.DeleteFunc(all, func(p post) bool {
		m, ok := markerOf(p.text)
		return !ok || !strings.EqualFold(p.author, k.author) || m.command != k.marker.command || !m.key.same(k.marker.key)
	})
	slices.SortFunc(posts, func(a, b post) int { return int(a.id - b.id) })
	return posts, nil
}

// begin creates the post. The answer says who we are, which not every token can ask for.
func (k *keeper) begin(ctx context.Context) error {
	made, err := k.create(ctx, k.want)
	if err != nil {
		return err
	}
	if made.author == "" {
		made.author = k.author
	}
	made.title, made.text, made.closed = k.want.title, k.want.text, k.want.closed
	k.made, k.author, k.wrote, k.result = &made, made.author, true, Created
	return nil
}

// forget takes an error about a post. If the post is not there any more, that is not an error:
// somebody else deleted it, and the next step sees what is left.
func (k *keeper) forget(p post, err error) error {
	if err != nil && !gone(err) {
		return err
	}
	if k.made != nil && k.made.id == p.id {
		k.made = nil
	}
	return nil
}

// has reports whether the post is as it should be. A forge may change white space in a text, so
// after we wrote it, the marker tells.
func (k *keeper) has(p, final post) bool {
	if p.title != final.title || p.closed != final.closed {
		return false
	}
	if k.wrote {
		a, _ := markerOf(p.text)
		b, _ := markerOf(final.text)
		return a.line == b.line
	}
	return plainText(p.text) == plainText(final.text)
}

// plainText returns the text as forges keep it: without the white space at its ends, and with line
// feeds only.
func plainText(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// runOf returns the run that wrote a post.
func runOf(p post) run {
	m, _ := markerOf(p.text)
	return m.run
}

// Comment makes the pull request have one comment with the text, whose first line is a marker. If
// quiet, it updates a comment and creates none.
func (s *Site) Comment(ctx context.Context, text string, quiet bool) (Result, error) {
	if s.Number == 0 {
		return "", errors.New("there is no pull request to comment on")
	}
	return s.keep(ctx, comments, post{text: text}, quiet)
}

// Issue makes the repository have one issue with the text, whose first line is a marker. It opens
// the issue, or closes it; it does not open a new one just to close it.
func (s *Site) Issue(ctx context.Context, title, text string, open bool) (Result, error) {
	return s.keep(ctx, issues, post{title: title, text: text, closed: !open}, !open)
}

// A subject says which posts a thread has.
type subject int

const (
	comments subject = iota // on the pull request
	issues                  // of the repository
)

// keep finds the thread, and keeps the post in it.
func (s *Site) keep(ctx context.Context, of subject, want post, quiet bool) (Result, error) {
	m, ok := markerOf(want.text)
	if !ok {
		return "", errors.New("the text has no marker in its first line")
	}
	c, err := newClient(s)
	if err != nil {
		return "", err
	}
	k := &keeper{want: want, marker: m, quiet: quiet, author: s.Author, pause: c.http.RetryWaitMin}
	if s.Forge == GitLab {
		k.thread, err = newGitLab(c, s, of)
	} else {
		k.thread, err = newGitHub(c, s, of)
	}
	if err != nil {
		return "", err
	}
	result, err := k.keep(ctx)
	if s.Fork && errors.Is(err, ErrRefused) {
		err = fmt.Errorf("%w; the pull request comes from a fork, and the token of such a run can only read", err)
	}
	return result, err
}
