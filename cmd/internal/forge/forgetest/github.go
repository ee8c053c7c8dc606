package forgetest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// longestGitHub is the longest body, in characters: "Body is too long (maximum is 65536 characters)".
const longestGitHub = 65536

// serveGitHub adds the API of GitHub. Its rules are those of the pages "REST API endpoints for
// issue comments" and "REST API endpoints for issues". Who may write may also change the comments
// of others.
func (s *Server) serveGitHub() {
	refuse := func(status int) string {
		return map[int]string{
			http.StatusUnauthorized: `{"message": "Bad credentials"}`,
			http.StatusForbidden:    `{"message": "Resource not accessible by integration"}`,
			http.StatusNotFound:     `{"message": "Not Found"}`,
			http.StatusBadRequest:   `{"message": "Problems parsing JSON"}`,
		}[status]
	}
	handle := func(pattern string, serve func(r *request) any) {
		method, path, _ := strings.Cut(pattern, " ")
		s.handle(method+" /github"+path, refuse, serve)
	}
	handle("GET /user", func(r *request) any {
		if r.account.Nameless {
			panic(refusal{http.StatusForbidden, ""})
		}
		return map[string]string{"login": r.account.Login}
	})
	gitHubComments(handle)
	gitHubIssues(handle)
}

// A handler adds a pattern, such as `GET /user`, to an API.
type handler func(pattern string, serve func(r *request) any)

func gitHubComments(handle handler) {
	const comments = "/repos/{owner}/{name}/issues/{number}/comments"
	handle("GET "+comments, func(r *request) any {
		list := []any{}
		number := r.pull()
		for _, c := range r.comments {
			if c.Number == number {
				list = append(list, gitHubComment(c))
			}
		}
		return onPage(r, list, 30)
	})
	handle("POST "+comments, func(r *request) any {
		return gitHubComment(r.comment(Comment{Number: r.pull(), Author: r.account.Login, Body: r.gitHubBody()}))
	})
	handle("PATCH /repos/{owner}/{name}/issues/comments/{id}", func(r *request) any {
		c := r.commentOf("id")
		c.Body = r.gitHubBody()
		return gitHubComment(c)
	})
	handle("DELETE /repos/{owner}/{name}/issues/comments/{id}", func(r *request) any {
		c := r.commentOf("id")
		r.comments = slices.DeleteFunc(r.comments, func(other *Comment) bool { return other == c })
		return nil
	})
}

func gitHubIssues(handle handler) {
	const issues = "/repos/{owner}/{name}/issues"
	handle("GET "+issues, func(r *request) any {
		list := []any{map[string]any{"number": 1, "title": "A pull request", "state": "open", "labels": gitHubLabels([]string{"callwright"}), "pull_request": map[string]any{}, "user": map[string]string{"login": r.account.Login}}}
		for _, i := range r.issuesLike(r.URL.Query().Get("labels"), r.URL.Query().Get("state")) {
			list = append(list, gitHubIssue(i))
		}
		return onPage(r, list, 30)
	})
	handle("POST "+issues, func(r *request) any {
		i := Issue{Author: r.account.Login, Title: r.gitHubTitle(), Body: r.gitHubBody()}
		if labels, ok := r.body["labels"].([]any); ok && !r.account.NoLabels {
			for _, l := range labels {
				i.Labels = append(i.Labels, fmt.Sprint(l))
			}
		}
		return gitHubIssue(r.issue(i))
	})
	handle("PATCH "+issues+"/{id}", func(r *request) any {
		i := r.issueOf("id")
		if r.body["title"] != nil {
			i.Title = r.gitHubTitle()
		}
		if r.body["body"] != nil {
			i.Body = r.gitHubBody()
		}
		switch r.text("state") {
		case "open":
			i.Closed = false
		case "closed":
			i.Closed = true
		}
		return gitHubIssue(i)
	})
}

func gitHubComment(c *Comment) any {
	return map[string]any{"id": c.ID, "body": c.Body, "user": map[string]string{"login": c.Author}}
}

func gitHubIssue(i *Issue) any {
	state := "open"
	if i.Closed {
		state = "closed"
	}
	return map[string]any{"id": i.Number + 1<<40, "number": i.Number, "title": i.Title, "body": i.Body, "state": state, "labels": gitHubLabels(i.Labels), "user": map[string]string{"login": i.Author}}
}

func gitHubLabels(names []string) []any {
	labels := []any{}
	for _, name := range names {
		labels = append(labels, map[string]string{"name": name})
	}
	return labels
}

// gitHubBody returns a body that is not too long. GitHub gives lines CRLF ends if they are typed in
// the browser, and cuts off white space at the end.
func (r *request) gitHubBody() string {
	body := r.text("body")
	if strings.TrimSpace(body) == "" {
		panic(refusal{http.StatusUnprocessableEntity, `{"message": "Validation Failed", "errors": [{"code": "missing_field", "field": "body"}]}`})
	}
	if utf8.RuneCountInString(body) > longestGitHub {
		panic(refusal{http.StatusUnprocessableEntity, `{"message": "Validation Failed", "errors": [{"code": "unprocessable", "field": "data", "message": "Body is too long (maximum is 65536 characters)"}]}`})
	}
	return strings.TrimRight(body, " \n")
}

func (r *request) gitHubTitle() string {
	title := r.text("title")
	if title == "" || utf8.RuneCountInString(title) > 256 {
		panic(refusal{http.StatusUnprocessableEntity, `{"message": "Validation Failed", "errors": [{"code": "invalid", "field": "title"}]}`})
	}
	return title
}

// commentOf returns the comment with the id in the path.
func (r *request) commentOf(name string) *Comment {
	i := slices.IndexFunc(r.comments, func(c *Comment) bool { return strconv.FormatInt(c.ID, 10) == r.PathValue(name) })
	if i < 0 {
		panic(refusal{http.StatusNotFound, ""})
	}
	return r.comments[i]
}

// issueOf returns the issue with the number in the path.
func (r *request) issueOf(name string) *Issue {
	i := slices.IndexFunc(r.issues, func(i *Issue) bool { return strconv.FormatInt(i.Number, 10) == r.PathValue(name) })
	if i < 0 {
		panic(refusal{http.StatusNotFound, ""})
	}
	return r.issues[i]
}

// issuesLike returns the issues with a label, the newest first. The state is all, or else only open
// issues are listed.
func (r *request) issuesLike(label, state string) []*Issue {
	var list []*Issue
	for _, i := range slices.Backward(r.issues) {
		if (label == "" || slices.Contains(i.Labels, label)) && (state == "all" || !i.Closed) {
			list = append(list, i)
		}
	}
	return list
}
