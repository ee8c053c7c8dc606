package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// tree is a file system with a configuration in teams/uk.
var tree = fstest.MapFS{
	"teams/uk/main.hcl":          {Data: []byte("main")},
	"teams/uk/b.hcl":             {Data: []byte("b")},
	"teams/uk/.hidden.hcl":       {Data: []byte("hidden")},
	"teams/uk/notes.txt":         {Data: []byte("notes")},
	"teams/uk/sub.hcl/x.txt":     {Data: []byte("x")},
	"teams/uk/agents/early.csv":  {Data: []byte("early")},
	"teams/uk/agents/l/late.csv": {Data: []byte("late")},
	"common/people.csv":          {Data: []byte("people")},
	"latin.csv":                  {Data: []byte("\xe9")},
	"pipe":                       {Mode: fs.ModeNamedPipe},
}

// troubled is a file system whose files nobody can open.
type troubled struct {
	fs.FS
	err error
}

func (f troubled) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: f.err}
}

func TestRead(t *testing.T) {
	t.Parallel()
	files := New(tree, "teams/uk")
	for path, want := range map[string]string{
		"teams/uk/main.hcl": "main.hcl: main",
		"common/people.csv": "../../common/people.csv: people",
		"teams/uk/nope":     "no such file",
		"teams/uk":          "it is a folder",
		"pipe":              "it is not a regular file",
		"latin.csv":         `it is not UTF-8: line 1 has the byte 0xE9, which is "é" in Windows-1252. Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`,
		"../secret":         "it is outside the root folder",
		"/etc/passwd":       "it is outside the root folder",
	} {
		got := ""
		if read, err := files.Read(path); err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprintf("%s: %s", read.Name, read.Bytes)
		}
		if got != want {
			t.Errorf("Read(%q) is %q, want %q", path, got, want)
		}
	}
	first, _ := files.Read("common/people.csv")
	if again, _ := files.Read("common/people.csv"); again != first {
		t.Error("a file is read twice")
	}
	if got := files.Total(); got != int64(len("main")+len("people")+len("\xe9")) {
		t.Errorf("Total() is %d", got)
	}
}

// TestReadTooMuch checks that a file which is too large is refused, and a file that is too
// large together with those before it.
func TestReadTooMuch(t *testing.T) {
	t.Parallel()
	files := New(fstest.MapFS{"large": {Data: make([]byte, largestFile+1)}, "small": {Data: []byte("x")}}, ".")
	want := "it is too large: a file can have at most 64 MiB, and all files together 256 MiB"
	if _, err := files.Read("large"); err == nil || err.Error() != want {
		t.Errorf("large file: %v", err)
	}
	files.total.Store(largestTotal)
	if _, err := files.Read("small"); err == nil || err.Error() != want {
		t.Errorf("one file more: %v", err)
	}
}

// TestReadTooMuchHCL checks the smaller limits of HCL. A data file does not count for them,
// and neither does a file that was read before.
func TestReadTooMuchHCL(t *testing.T) {
	t.Parallel()
	large := fstest.MapFS{"large": {Data: make([]byte, largestHCL+1)}, "data": {Data: make([]byte, largestHCL)}, "small": {Data: []byte("x")}}
	for i := range totalHCL / largestHCL {
		large[fmt.Sprint(i)] = &fstest.MapFile{Data: make([]byte, largestHCL)}
	}
	files := New(large, ".")
	want := "it is too large: an .hcl file can have at most 4 MiB, and all .hcl files together 48 MiB"
	if _, err := files.ReadHCL("large"); err == nil || err.Error() != want || !errors.Is(err, ErrTooLarge) {
		t.Errorf("large file: %v", err)
	}
	if _, err := files.Read("data"); err != nil {
		t.Errorf("data: %v", err)
	}
	for i := range totalHCL / largestHCL {
		for range 2 {
			if _, err := files.ReadHCL(fmt.Sprint(i)); err != nil {
				t.Errorf("file %d: %v", i, err)
			}
		}
	}
	if _, err := files.ReadHCL("small"); err == nil || err.Error() != want {
		t.Errorf("one file more: %v", err)
	}
}

func TestReason(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  error
		want string
	}{
		{fs.ErrNotExist, "no such file"},
		{&fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}, "permission denied"},
		{errors.New("openat x: path escapes from parent"), "it is outside the root folder"},
		{&fs.PathError{Op: "open", Path: "x", Err: errors.New("input/output error")}, "input/output error"},
		{errors.New("something else"), "something else"},
	} {
		if got := Reason(test.err); got.Error() != test.want {
			t.Errorf("Reason(%v) is %q, want %q", test.err, got, test.want)
		}
	}
	if _, err := New(troubled{tree, fs.ErrPermission}, ".").Read("main.hcl"); err == nil || err.Error() != "permission denied" {
		t.Errorf("Read() says %v", err)
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ dir, path, want string }{
		{".", "main.hcl", "main.hcl"},
		{".", "agents/a.csv", "agents/a.csv"},
		{"teams/uk", "teams/uk/main.hcl", "main.hcl"},
		{"teams/uk", "teams/uk/agents/a.csv", "agents/a.csv"},
		{"teams/uk", "teams/us/a.csv", "../us/a.csv"},
		{"teams/uk", "common/a.csv", "../../common/a.csv"},
		{"teams/uk", "a.csv", "../../a.csv"},
		{"teams/uk/", "teams/uk/main.hcl", "main.hcl"},
		{"teams/uk", "teams/ukraine/a.csv", "../ukraine/a.csv"},
	} {
		files := New(tree, test.dir)
		if got := files.Name(test.path); got != test.want {
			t.Errorf("in %s, %s has the name %q, want %q", test.dir, test.path, got, test.want)
		}
		if back, err := Resolve(files.Folder(), test.want); err != nil || back != test.path {
			t.Errorf("in %s, the name %s means %q (%v), want %q", test.dir, test.want, back, err, test.path)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ folder, relative, want string }{
		{".", "a.csv", "a.csv"},
		{".", "./agents/../a.csv", "a.csv"},
		{"teams/uk", "a.csv", "teams/uk/a.csv"},
		{"teams/uk", "..", "teams"},
		{"teams/uk", "../..", "."},
		{"teams/uk", "", "teams/uk"},
		{".", "..", `".." is outside the root folder`},
		{"teams", "../../a", `"../../a" is outside the root folder`},
		{".", "/a", `"/a": paths must be relative to the file that names them, with forward slashes`},
		{".", `a\b`, `"a\\b": paths must be relative to the file that names them, with forward slashes`},
	} {
		got, err := Resolve(test.folder, test.relative)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("Resolve(%q, %q) is %q, want %q", test.folder, test.relative, got, test.want)
		}
	}
}

func TestExists(t *testing.T) {
	t.Parallel()
	files := New(tree, ".")
	for path, want := range map[string]bool{"common/people.csv": true, "common": false, "pipe": false, "nope": false, "nope/nope": false} {
		if got, err := files.Exists(path); got != want || err != nil {
			t.Errorf("Exists(%q) is %t, %v", path, got, err)
		}
	}
	if _, err := New(troubled{tree, fs.ErrPermission}, ".").Exists("main.hcl"); err == nil || err.Error() != "permission denied" {
		t.Errorf("Exists() says %v", err)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	files := New(tree, "teams/uk")
	got, err := files.List("teams/uk", ".hcl")
	if diff := cmp.Diff([]string{"b.hcl", "main.hcl"}, got); diff != "" || err != nil {
		t.Errorf("List() mismatch (-want +got), %v:\n%s", err, diff)
	}
	if _, err := files.List("nope", ".hcl"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	files := New(tree, "teams/uk")
	for _, test := range []struct{ folder, pattern, want string }{
		{"teams/uk", "*.hcl", ".hidden.hcl b.hcl main.hcl"},
		{"teams/uk", "*", ".hidden.hcl b.hcl main.hcl notes.txt"},
		{"teams/uk", "agents/*.csv", "agents/early.csv"},
		{"teams/uk", "**/*.csv", "agents/early.csv agents/l/late.csv"},
		{"teams/uk", "**", ".hidden.hcl agents/early.csv agents/l/late.csv b.hcl main.hcl notes.txt sub.hcl/x.txt"},
		{"teams/uk", "agents/**/late.csv", "agents/l/late.csv"},
		{"teams/uk", "**/**/early.csv", "agents/early.csv"},
		{"teams/uk", "[bm]*.hcl", "b.hcl main.hcl"},
		{".", "common/people.csv", "common/people.csv"},
		{".", "pipe", ""},
		{".", "", ""},
		{"common", "*.hcl", ""},
		{".", "[", `"[" is not a valid pattern`},
		{"nope", "*", "no such file"},
	} {
		got, err := files.Match(test.folder, strings.Split(test.pattern, "/"))
		text := strings.Join(got, " ")
		if err != nil {
			text = err.Error()
		}
		if text != test.want {
			t.Errorf("Match(%q, %q) is %q, want %q", test.folder, test.pattern, text, test.want)
		}
	}
}

// TestDigest checks that the digest depends on the names and the contents of the files, and
// not on the order of reading.
func TestDigest(t *testing.T) {
	t.Parallel()
	read := func(fsys fstest.MapFS, paths ...string) string {
		files := New(fsys, ".")
		for _, path := range paths {
			if _, err := files.Read(path); err != nil {
				t.Fatal(err)
			}
		}
		return files.Digest()
	}
	two := fstest.MapFS{"a": {Data: []byte("1")}, "b": {Data: []byte("2")}}
	both := read(two, "a", "b")
	for name, other := range map[string]string{
		"one file":      read(two, "a"),
		"other bytes":   read(fstest.MapFS{"a": {Data: []byte("1")}, "b": {Data: []byte("3")}}, "a", "b"),
		"other names":   read(fstest.MapFS{"a": {Data: []byte("1")}, "c": {Data: []byte("2")}}, "a", "c"),
		"moved bytes":   read(fstest.MapFS{"a": {Data: []byte("12")}, "b": {Data: []byte("")}}, "a", "b"),
		"nothing":       read(two),
		"longer a name": read(fstest.MapFS{"a1": {Data: []byte("")}, "b": {Data: []byte("2")}}, "a1", "b"),
	} {
		if other == both {
			t.Errorf("%s: the digest is the same", name)
		}
	}
	if read(two, "b", "a") != both || len(both) != 64 {
		t.Errorf("the digest depends on the order: %s", both)
	}
	files := New(two, ".")
	_, _ = files.Read("b")
	_, _ = files.Read("a")
	if all := files.All(); len(all) != 2 || all[0].Name != "a" || all[1].Name != "b" {
		t.Errorf("All() is not sorted: %v", all)
	}
}
