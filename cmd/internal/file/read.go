package file

import (
	"fmt"
	"io"
	"os"
)

// The limits of files that commands read, in bytes. Somebody else may have written such a
// file: a pull request, say, or an earlier step of a pipeline.
const (
	MaxPlan = 256 << 20 // a plan of a hundred thousand users takes about half of it
	MaxList = 4 << 20   // a list of addresses, passwords or the like
)

// Read returns the content of a file. It returns an error if the file has more bytes than
// the limit, and reads no more of it than that. It does not rely on the size that the file
// claims: a sparse file claims terabytes, a file in /proc nothing, and a pipe or device may
// never end.
func Read(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() > limit {
		return nil, tooLarge(path, limit)
	}
	return ReadAll(f, path, limit)
}

// ReadAll is [Read] for a stream. The error calls the stream by its name.
func ReadAll(r io.Reader, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, tooLarge(name, limit)
	}
	return data, err
}

func tooLarge(name string, limit int64) error {
	return fmt.Errorf("%s is too large: it can have at most %d MiB", name, limit>>20)
}
