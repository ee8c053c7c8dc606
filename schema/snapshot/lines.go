package snapshot

import (
	"bytes"
	"errors"
	"io"
)

// The bounds of what is read. A snapshot of 100,000 users has about 80 MB, in objects of up to
// a few hundred KB.
const (
	largestMember = 32 << 20 // bytes of one object, or of one member of the document
	mostObjects   = 2_000_000
)

var errTooLarge = errors.New("an object, or a member of the snapshot, has more than 32 MiB")

// A lineReader counts the lines of what it reads, and bounds how far a decoder may read ahead.
// A decoder that finds an object without an end would read all of the file into memory.
type lineReader struct {
	r     io.Reader
	read  int64   // bytes so far
	ends  []int64 // offsets of the line ends that the decoder has not come to yet
	line  int     // of the offset that was last asked for, counted from 1
	ahead int64   // the offset up to which the decoder may read
}

func newLineReader(r io.Reader) *lineReader { return &lineReader{r: r, line: 1, ahead: largestMember} }

func (l *lineReader) Read(p []byte) (int, error) {
	if l.read > l.ahead {
		return 0, errTooLarge
	}
	n, err := l.r.Read(p)
	for at := 0; ; {
		i := bytes.IndexByte(p[at:n], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		l.ends = append(l.ends, l.read+int64(at))
	}
	l.read += int64(n)
	return n, err
}

// lineAt returns the line of an offset. Offsets never go back.
func (l *lineReader) lineAt(offset int64) int {
	passed := 0
	for passed < len(l.ends) && l.ends[passed] <= offset {
		passed++
	}
	l.ends = append(l.ends[:0], l.ends[passed:]...)
	l.line += passed
	return l.line
}

// from allows the decoder, which is at an offset, to read one more object. A decoder doubles its
// buffer to make room, so it may have read twice as much.
func (l *lineReader) from(offset int64) { l.ahead = offset + 2*largestMember }
