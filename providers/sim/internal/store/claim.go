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
	is, err := ours(f)
	if err == nil && !is {
		err = fmt.Errorf("the file is not a simulated instance of version %d", schemaVersion)
	}
	return err
}

// The places in the header of a SQLite file, by its documentation of the file format.
const (
	magic         = "SQLite format 3\x00"
	pageSizeAt    = 16
	applicationAt = 68
	cellsAt       = 103 // of the first page: how many tables and indexes the file has
	headerSize    = 105
)

// ours reports whether a file is one of ours: it has our mark, or it has nothing at all. A file
// has nothing, though the process that created it wrote an instance, when that process was
// killed: the instance is still in the log beside it.
//
// Another process may be writing its new instance into the file at this moment. It writes the
// first page, which has our mark, before all others. So ours asks for the size before it reads
// the mark: if there are more pages, then the mark was there before them. The other way round,
// it could read an empty file, and then be told the size of a whole instance.
func ours(f fs.File) (bool, error) {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err == nil, err
	}
	header := make([]byte, headerSize)
	_, err = io.ReadFull(f, header)
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return false, nil
	case err != nil:
		return false, err
	case !bytes.HasPrefix(header, []byte(magic)):
		return false, nil
	case binary.BigEndian.Uint32(header[applicationAt:]) == applicationID:
		return true, nil
	}
	pageSize := int64(binary.BigEndian.Uint16(header[pageSizeAt:]))
	return info.Size() <= pageSize && binary.BigEndian.Uint16(header[cellsAt:]) == 0, nil
}
