package config

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// How much is read at most.
const (
	largestFile  = 64 << 20
	largestTotal = 256 << 20
)

// files reads the files of a configuration and remembers what it read. It is safe
// for concurrent use.
type files struct {
	fsys fs.FS
	dir  string // the configuration's folder in fsys

	mu    sync.Mutex
	known map[string]*file // by path in fsys
	total int64
}

// A file is one that was read.
type file struct {
	path  string // in fsys
	name  string // as ranges and messages have it: relative to the configuration
	bytes []byte
	isHCL bool
}

func newFiles(fsys fs.FS, dir string) *files {
	return &files{fsys: fsys, dir: path.Clean(dir), known: map[string]*file{}}
}

// read returns the file at a path of the file system. The error is a sentence's
// second half: "it is a folder".
func (f *files) read(at string) (*file, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.known[at]; ok {
		return known, nil
	}
	src, err := f.open(at)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(src) {
		return nil, errors.New("it is not valid UTF-8")
	}
	read := &file{path: at, name: f.name(at), bytes: src}
	f.known[at] = read
	return read, nil
}

func (f *files) open(at string) ([]byte, error) {
	if err := f.regular(at); err != nil {
		return nil, err
	}
	handle, err := f.fsys.Open(at)
	if err != nil {
		return nil, plain(err)
	}
	defer handle.Close()
	limit := min(largestFile, largestTotal-f.total)
	src, err := io.ReadAll(io.LimitReader(handle, limit+1))
	if err != nil {
		return nil, plain(err)
	}
	if int64(len(src)) > limit {
		return nil, fmt.Errorf("it is too large: one file may have %d MiB, and all together %d MiB", largestFile>>20, largestTotal>>20)
	}
	f.total += int64(len(src))
	return src, nil
}

// regular refuses what is no regular file before it is opened: opening a named pipe
// would wait.
func (f *files) regular(at string) error {
	if !fs.ValidPath(at) {
		return errors.New("it leads outside the root folder")
	}
	info, err := fs.Stat(f.fsys, at)
	switch {
	case err != nil:
		return plain(err)
	case info.IsDir():
		return errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return errors.New("it is no regular file")
	}
	return nil
}

// plain says in words what a file system's error means.
func plain(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("reading it is not permitted")
	case strings.Contains(err.Error(), "escapes"):
		return errors.New("it leads outside the root folder")
	case errors.As(err, &at):
		return at.Err
	}
	return err
}

// name returns the path of a file relative to the configuration.
func (f *files) name(at string) string {
	if f.dir == "." {
		return at
	}
	from, to := strings.Split(f.dir, "/"), strings.Split(at, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// find returns the names of the files in a folder that end in suffix, sorted.
func (f *files) find(folder, suffix string) ([]string, error) {
	entries, err := fs.ReadDir(f.fsys, folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), suffix) && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// sorted returns what was read, in order of names.
func (f *files) sorted() []*file {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.SortedFunc(maps.Values(f.known), func(a, b *file) int { return strings.Compare(a.name, b.name) })
}

func (f *files) sources() map[string]*hcl.File {
	sources := map[string]*hcl.File{}
	for _, read := range f.sorted() {
		sources[read.name] = &hcl.File{Bytes: read.bytes, Nav: navigation{read}}
	}
	return sources
}

func (f *files) digest() string {
	h := sha256.New()
	for _, read := range f.sorted() {
		sum := sha256.Sum256(read.bytes)
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(read.name))))
		h.Write([]byte(read.name))
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}
