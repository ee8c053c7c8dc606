package store_test

import (
	"bytes"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A new file that several open at once, and close again, holds one instance. Whoever opens it
// may come before, between or after the writes of the others, so the test tries many files.
func TestOpenTogether(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for n := range 50 {
		path := filepath.Join(folder, strconv.Itoa(n)+".db")
		var together sync.WaitGroup
		start := make(chan struct{})
		for range 8 {
			together.Go(func() {
				<-start
				if err := makeInstance(path); err != nil {
					t.Error(err)
				}
			})
		}
		close(start)
		together.Wait()
	}
}

// makeInstance opens a file, makes its instance if there is none, and closes it.
func makeInstance(path string) error {
	s, err := store.Open(path, nil, time.Now)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.SetUp(store.Instance{Alias: "support"}, func(*store.Tx) error { return nil })
}

// Another process that is about to turn the new file into one with a write-ahead log has a lock.
// SQLite does not wait for it by itself.
func TestOpenWaitsForTheCreator(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "centre.db")
	other, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	creating, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer creating.Rollback() //nolint:errcheck // it may be done already
	made := make(chan error, 1)
	go func() { made <- makeInstance(path) }()
	select {
	case err = <-made:
		t.Fatalf("while another process has the lock, opening ends with: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	if err = creating.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err = <-made; err != nil {
		t.Error(err)
	}
}

// Another process may write its instance while we find out whether the file is one of ours.
func TestOursWhileAnotherWrites(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "centre.db")
	read := func() string {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	s, err := store.Open(path, nil, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	blank := read()
	if err = s.Close(); err != nil {
		t.Fatal(err)
	}
	if err = makeInstance(path); err != nil {
		t.Fatal(err)
	}
	whole := read()
	if len(blank) == 0 || len(whole) <= len(blank) {
		t.Fatalf("the file has %d bytes, and with an instance %d", len(blank), len(whole))
	}
	foreign := strings.Replace(whole, "cwsm", "\x00\x00\x00\x00", 1)
	for name, test := range map[string]struct {
		contents [2]string // when we look first, and from then on
		ours     bool
	}{
		"nothing":                     {[2]string{"", ""}, true},
		"nothing, then blank":         {[2]string{"", blank}, true},
		"nothing, then whole":         {[2]string{"", whole}, true},
		"blank":                       {[2]string{blank, blank}, true},
		"blank, then whole":           {[2]string{blank, whole}, true},
		"first page, then whole":      {[2]string{whole[:len(blank)], whole}, true},
		"whole":                       {[2]string{whole, whole}, true},
		"of another program":          {[2]string{foreign, foreign}, false},
		"text":                        {[2]string{"notes", "notes"}, false},
		"long text":                   {[2]string{strings.Repeat("notes", 100), strings.Repeat("notes", 100)}, false},
		"another program, first page": {[2]string{foreign[:len(blank)], foreign[:len(blank)]}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if is, err := store.Ours(&changingFile{contents: test.contents[:]}); err != nil || is != test.ours {
				t.Errorf("Ours() = %t, %v, want %t", is, err, test.ours)
			}
		})
	}
}

// A changingFile has the first of its contents when somebody looks for the first time, and the
// second from then on.
type changingFile struct {
	contents []string
	reader   *bytes.Reader
}

// look returns what the file has now.
func (f *changingFile) look() string {
	now := f.contents[0]
	if len(f.contents) > 1 {
		f.contents = f.contents[1:]
	}
	return now
}

func (f *changingFile) Stat() (fs.FileInfo, error) {
	return fs.Stat(fstest.MapFS{"f": {Data: []byte(f.look())}}, "f")
}

func (f *changingFile) Read(b []byte) (int, error) {
	if f.reader == nil {
		f.reader = bytes.NewReader([]byte(f.look()))
	}
	return f.reader.Read(b)
}

func (f *changingFile) Close() error { return nil }
