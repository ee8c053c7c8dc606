package source

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
	"sync/atomic"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/internal/parsable"
	"github.com/callwright/callwright/schema/spreadsheet"
)

// The limits, in bytes. A hundred thousand people in a CSV file take about 10 MiB. The
// limits of HCL are smaller, because parsing takes a hundred times the memory of the text.
const (
	largestFile  = 64 << 20
	largestTotal = 256 << 20 // of all files together
	largestHCL   = parsable.LargestFile
	totalHCL     = 48 << 20 // of all .hcl files together
)

// ErrTooLarge is the error for a file that is larger than the limits allow.
var ErrTooLarge = errors.New("it is too large")

// Files reads the files of a configuration and remembers what it read. It is safe
// for concurrent use.
type Files struct {
	fsys fs.FS
	dir  string // the configuration's folder in fsys

	mu    sync.Mutex
	known map[string]*File // by path
	hcl   int64            // the bytes of HCL

	total atomic.Int64 // all bytes; atomic because each draw on the budget looks at it
}

// A File is a file that was read.
type File struct {
	Path  string
	Name  string
	Bytes []byte
}

// New returns the files of the configuration in the folder dir of fsys. It reads none.
func New(fsys fs.FS, dir string) *Files {
	return &Files{fsys: fsys, dir: path.Clean(dir), known: map[string]*File{}}
}

// Folder returns the path of the configuration's folder.
func (f *Files) Folder() string { return f.dir }

// Read returns the file at a path. It reads a file once, so a file that changes meanwhile
// is the same for everybody. A byte order mark is left out, and UTF-16 with such a mark
// becomes UTF-8, because spreadsheets write both. The error ends a sentence that names the
// file: `"x.csv" cannot be read: it is a folder`.
func (f *Files) Read(at string) (*File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.read(at, min(largestFile, largestTotal-f.total.Load()), spreadsheet.Text)
}

// ReadHCL is Read for a file that the caller parses as HCL. It has smaller limits.
func (f *Files) ReadHCL(at string) (*File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	before := f.total.Load()
	read, err := f.read(at, min(largestHCL, totalHCL-f.hcl), requireUTF8)
	switch {
	case errors.Is(err, ErrTooLarge):
		return nil, fmt.Errorf("%w: an .hcl file can have at most %d MiB, and all .hcl files together %d MiB", ErrTooLarge, largestHCL>>20, totalHCL>>20)
	case err != nil:
		return nil, err
	}
	f.hcl += f.total.Load() - before // nothing, if it was read before
	return read, nil
}

// requireUTF8 returns the text of an .hcl file. All tools for HCL expect UTF-8.
func requireUTF8(src []byte) ([]byte, error) {
	if !utf8.Valid(src) {
		return nil, errors.New("it is not UTF-8. Save it as UTF-8 in your editor")
	}
	return src, nil
}

// read is Read with a limit and with the function that makes the text of the bytes, for
// callers who hold the lock.
func (f *Files) read(at string, limit int64, text func([]byte) ([]byte, error)) (*File, error) {
	if known, ok := f.known[at]; ok {
		return known, nil
	}
	src, err := f.open(at, limit)
	if err != nil {
		return nil, err
	}
	if src, err = text(src); err != nil {
		return nil, err
	}
	read := &File{Path: at, Name: f.Name(at), Bytes: src}
	f.known[at] = read
	return read, nil
}

// open returns the content of the file at a path, if it has no more bytes than the limit.
func (f *Files) open(at string, limit int64) ([]byte, error) {
	if err := f.regular(at); err != nil {
		return nil, err
	}
	handle, err := f.fsys.Open(at)
	if err != nil {
		return nil, Reason(err)
	}
	defer handle.Close()
	src, err := io.ReadAll(io.LimitReader(handle, limit+1))
	if err != nil {
		return nil, Reason(err)
	}
	if int64(len(src)) > limit {
		return nil, fmt.Errorf("%w: a file can have at most %d MiB, and all files together %d MiB", ErrTooLarge, largestFile>>20, largestTotal>>20)
	}
	f.total.Add(int64(len(src)))
	return src, nil
}

// regular returns an error if there is no regular file at the path. It does so before
// the file is opened, because opening a named pipe waits for a writer.
func (f *Files) regular(at string) error {
	if !fs.ValidPath(at) {
		return errors.New("it is outside the root folder")
	}
	info, err := fs.Stat(f.fsys, at)
	switch {
	case err != nil:
		return Reason(err)
	case info.IsDir():
		return errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	}
	return nil
}

// Name returns the name of the file at a path: ../../common/people.csv for
// common/people.csv, when the folder is teams/uk.
func (f *Files) Name(at string) string {
	if f.dir == "." {
		return at
	}
	from, to := strings.Split(f.dir, "/"), strings.Split(at, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] { // they share a folder
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// All returns the files that were read, in order of their names.
func (f *Files) All() []*File {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.SortedFunc(maps.Values(f.known), func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
}

// Total returns the number of bytes that were read.
func (f *Files) Total() int64 { return f.total.Load() }

// Digest returns a digest of the names and contents of all files that were read, in
// hexadecimal. It does not depend on the order in which they were read.
func (f *Files) Digest() string {
	h := sha256.New()
	for _, read := range f.All() {
		sum := sha256.Sum256(read.Bytes)
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(read.Name))))
		h.Write([]byte(read.Name))
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}
