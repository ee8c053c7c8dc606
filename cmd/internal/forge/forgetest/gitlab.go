package forgetest

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestGitLab is the longest note or description, in characters (Application limits, "Size of
// comments and descriptions").
const longestGitLab = 1_000_000

// serveGitLab adds the API of GitLab. Its rules are those of the pages "Notes API" and "Issues
// API". Only its author can change a note.
func (s *Server) serveGitLab() {
	refuse := func(status int) string {
		return map[int]string{
			http.StatusUnauthorized: `{"message": "401 Unauthorized"}`,
			http.StatusForbidden:    `{"message": "403 Forbidden"}`,
			http.StatusNotFound:     `{"message": "404 Not found"}`,
			http.StatusBadRequest:   `{"error": "body is missing"}`,
		}[status]
	}
	handle := func(pattern string, serve func(r *request) any) {
		method, path, _ := strings.Cut(pattern, " ")
		s.handle(method+" /gitlab"+path, refuse, serve)
	}
	handle("GET /user", func(r *request) any { return map[string]string{"username": r.account.Login} })
	gitLabNotes(handle)
	gitLabIssues(handle)
}

func gitLabNotes(handle handler) {
	const notes = "/projects/{project}/merge_requests/{number}/notes"
	handle("GET "+notes, func(r *request) any {
		list := []any{}
		number := r.pull()
		for _, c := range r.comments {
			if c.Number == number {
				list = append(list, gitLabNote(c))
			}
		}
		if r.URL.Query().Get("sort") != "asc" {
			slices.Reverse(list)
		}
		return onPage(r, list, 20)
	})
	handle("POST "+notes, func(r *request) any {
		return gitLabNote(r.comment(Comment{Number: r.pull(), Author: r.account.Login, Body: r.gitLabText("body", "note")}))
	})
	handle("PUT "+notes+"/{id}", func(r *request) any {
		c := r.ownNote()
		c.Body = r.gitLabText("body", "note")
		return gitLabNote(c)
	})
	handle("DELETE "+notes+"/{id}", func(r *request) any {
		c := r.ownNote()
		r.comments = slices.DeleteFunc(r.comments, func(other *Comment) bool { return other == c })
		return nil
	})
}

func gitLabIssues(handle handler) {
	const issues = "/projects/{project}/issues"
	handle("GET "+issues, func(r *request) any {
		list := []any{}
		for _, i := range r.issuesLike(r.URL.Query().Get("labels"), r.URL.Query().Get("state")) {
			list = append(list, gitLabIssue(i))
		}
		return onPage(r, list, 20)
	})
	handle("POST "+issues, func(r *request) any {
		i := Issue{Author: r.account.Login, Title: r.gitLabTitle(), Body: r.gitLabText("description", "description")}
		if labels := r.text("labels"); labels != "" && !r.account.NoLabels {
			i.Labels = strings.Split(labels, ",")
		}
		return gitLabIssue(r.issue(i))
	})
	handle("PUT "+issues+"/{id}", func(r *request) any {
		i := r.issueOf("id")
		if r.body["title"] != nil {
			i.Title = r.gitLabTitle()
		}
		if r.body["description"] != nil {
			i.Body = r.gitLabText("description", "description")
		}
		switch r.text("state_event") {
		case "reopen":
			i.Closed = false
		case "close":
			i.Closed = true
		}
		return gitLabIssue(i)
	})
}

func gitLabNote(c *Comment) any {
	return map[string]any{"id": c.ID, "body": c.Body, "system": c.System, "author": map[string]string{"username": c.Author}}
}

func gitLabIssue(i *Issue) any {
	state := "opened"
	if i.Closed {
		state = "closed"
	}
	return map[string]any{"id": i.Number + 1<<40, "iid": i.Number, "title": i.Title, "description": i.Body, "state": state, "labels": append([]string{}, i.Labels...), "author": map[string]string{"username": i.Author}}
}

// gitLabText returns a text that is not too long. The message names the text as field.
func (r *request) gitLabText(name, field string) string {
	text := r.text(name)
	if strings.TrimSpace(text) == "" {
		panic(refusal{http.StatusBadRequest, ""})
	}
	if utf8.RuneCountInString(text) > longestGitLab {
		panic(refusal{http.StatusBadRequest, `{"message": {"` + field + `": ["is too long (maximum is 1000000 characters)"]}}`})
	}
	return text
}

func (r *request) gitLabTitle() string {
	title := r.text("title")
	if title == "" || utf8.RuneCountInString(title) > 255 {
		panic(refusal{http.StatusBadRequest, `{"message": {"title": ["is too long (maximum is 255 characters)"]}}`})
	}
	return title
}

// ownNote returns the note with the id in the path, if the account wrote it.
func (r *request) ownNote() *Comment {
	r.pull()
	c := r.commentOf("id")
	if c.Author != r.account.Login {
		panic(refusal{http.StatusForbidden, ""})
	}
	return c
}
