package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// claim makes sure that SQLite may write to the file at path: it creates the file, for its
// owner alone, or finds out that the file is ours. SQLite itself would first change the
// mode of the file, and only then let us ask whose it is.
func claim(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		return f.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if f, err = os.Open(path); err != nil {
		return err
	}
	defer f.Close()
	header := make([]byte, headerSize)
	n, err := io.ReadFull(f, header)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !ours(header[:n], info.Size()) {
		return fmt.Errorf("the file is not a simulated instance of version %d", schemaVersion)
	}
	return nil
}

// The places in the header of a SQLite file, by its documentation of the file format.
const (
	magic         = "SQLite format 3\x00"
	pageSizeAt    = 16
	applicationAt = 68
	cellsAt       = 103 // of the first page: how many tables and indexes the file has
	headerSize    = 105
)

// ours reports whether a file with the header and size is one of ours: it has our mark, or
// it has nothing at all. A file has nothing, though the process that created it wrote an
// instance, when that process was killed: the instance is still in the log beside it.
func ours(header []byte, size int64) bool {
	switch {
	case size == 0:
		return true
	case len(header) < headerSize || !bytes.HasPrefix(header, []byte(magic)):
		return false
	case binary.BigEndian.Uint32(header[applicationAt:]) == applicationID:
		return true
	}
	pageSize := int64(binary.BigEndian.Uint16(header[pageSizeAt:]))
	return size <= pageSize && binary.BigEndian.Uint16(header[cellsAt:]) == 0
}
