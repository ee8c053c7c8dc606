package document_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// notCovered are the members of a document that its digest does not cover: they say what
// is shown, and decide nothing. The document digest covers them.
var notCovered = []string{
	"access_changes", "agents_without_queues", "calendars", "config", "created_at", "diagnostics", "drift", "estimate", "heat_map", "hours", "impact", "model",
	"partial", "people", "permission_groups", "policy", "queues", "scope", "service", "settings", "shared_phones", "silent_rows", "snapshot", "summary", "tool", "unmanaged",
	"changes/*/source", "changes/*/reason", "changes/*/removed_by", "changes/*/risk", "changes/*/group",
	"format_version", // of which the major version counts
}

// TestTampered changes each value of a saved plan in turn, and takes each away: what
// decides what is written cannot be changed, and nothing makes reading it panic.
func TestTampered(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../render/testdata/plan.json.golden")
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err = json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	tried := 0
	try := func(at, how string) {
		tried++
		changed, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var forged document.Document
		if json.Unmarshal(changed, &forged) == nil {
			readable(t, &forged, tried%8 == 0) // as if somebody had made another digest, too
		}
		read, err := document.Parse(changed)
		free := slices.ContainsFunc(notCovered, func(p string) bool {
			ok, _ := path.Match(p, first(at, strings.Count(p, "/")+1))
			return ok
		})
		switch {
		case at == "document_digest" && err == nil && !read.Sealed(): // a reader is warned
		case err == nil, errors.Is(err, document.ErrDigest) && free:
			t.Errorf("%s %s: Parse() = %v", at, how, err)
		}
		unsealed(t, doc, at, how, free)
	}
	walk(doc, "", func(any) {}, try)
	if tried < 500 {
		t.Errorf("%d changes were tried, want each value", tried)
	}
}

// unsealed takes the document digest out of a changed plan, as somebody might who knows of
// it. Then the digest still covers what is written, and the plan says that it has no other.
func unsealed(t *testing.T, doc any, at, how string, free bool) {
	t.Helper()
	members, ok := doc.(map[string]any)
	if !ok {
		return
	}
	seal, ok := members["document_digest"]
	if !ok {
		return
	}
	delete(members, "document_digest")
	defer func() { members["document_digest"] = seal }()
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	switch read, err := document.Parse(text); {
	case err == nil && !free && at != "document_digest":
		t.Errorf("%s %s, without a document digest: Parse() succeeded", at, how)
	case err == nil && read.Sealed():
		t.Errorf("%s %s: a plan without a document digest is sealed", at, how)
	}
}

// readable takes a document for a plan and shows that, if it is one; on a page, too,
// where that is asked.
func readable(t *testing.T, d *document.Document, page bool) {
	t.Helper()
	p, err := d.Assessment()
	if err != nil {
		return
	}
	if d, err = document.New(p); err != nil {
		return
	}
	err = render.Human(io.Discard, p, d.Digest, render.Style{Detail: render.Full})
	if page {
		err = errors.Join(err, render.Markdown(io.Discard, p, d, render.Page{Command: "plan", Limit: 60_000}), render.HTML(io.Discard, p, d, render.Style{Detail: render.Changes}))
	}
	if err != nil {
		t.Error(err)
	}
}

// first returns the first n steps of a path.
func first(at string, n int) string {
	steps := strings.Split(at, "/")
	return strings.Join(steps[:min(n, len(steps))], "/")
}

// walk changes every value below v for the time of a call of try, and takes every
// member and element away. Set puts another value in v's place.
func walk(v any, at string, set func(any), try func(at, how string)) {
	change := func(to any) {
		set(to)
		try(at, fmt.Sprintf("is %v", to))
		set(v)
	}
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			below := strings.TrimPrefix(at+"/"+name, "/")
			walk(member, below, func(to any) { v[name] = to }, try)
			if empty(member) {
				continue // as good as absent
			}
			delete(v, name)
			try(below, "is gone")
			v[name] = member
		}
	case []any:
		for i, element := range v {
			below := fmt.Sprintf("%s/%d", at, i)
			walk(element, below, func(to any) { v[i] = to }, try)
			set(slices.Delete(slices.Clone(v), i, i+1))
			try(below, "is gone")
			set(append(slices.Clone(v), element))
			try(below, "is there twice")
			set(v)
		}
	case string:
		change(v + "x")
		if v != "" {
			change("")
		}
	case float64:
		change(v + 1)
		change(-v - 1)
	case bool:
		change(!v)
	case nil:
		change("x")
	}
}

func empty(v any) bool {
	switch v := v.(type) {
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	case float64:
		return v == 0
	}
	return v == nil || v == "" || v == false
}
