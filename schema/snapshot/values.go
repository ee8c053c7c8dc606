package snapshot

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// A valueReader reads the values of a list in place of a json.Decoder, which looks at each byte
// several times. It finds where they end, and leaves it to others to check them.
type valueReader struct {
	from   io.Reader
	buf    []byte
	at     int   // the position in buf
	offset int64 // of the first byte of buf
	err    error // why there is no more to read
}

// valueReader returns a reader that goes on where the decoder is.
func (d *decoder) valueReader() *valueReader {
	rest, _ := io.ReadAll(d.json.Buffered()) // it reads from memory
	return &valueReader{from: d.lines, buf: rest, offset: d.offset()}
}

// resume lets the decoder go on where the reader is, in the same list.
func (d *decoder) resume(r *valueReader) {
	const list = `{"objects":[0` // behind an element of its list
	d.shift = r.position() - int64(len(list))
	d.json = json.NewDecoder(io.MultiReader(strings.NewReader(list), bytes.NewReader(r.buf[r.at:]), d.lines))
	for range 4 {
		_, _ = d.json.Token()
	}
}

// position returns the offset of the reader in the snapshot.
func (r *valueReader) position() int64 { return r.offset + int64(r.at) }

// more reads more into the buffer, and reports false at the end.
func (r *valueReader) more() bool {
	if r.err != nil {
		return false
	}
	r.buf = append(r.buf[:0], r.buf[r.at:]...)
	r.offset, r.at = r.position(), 0
	const atOnce = 256 << 10
	if cap(r.buf)-len(r.buf) < atOnce {
		r.buf = append(make([]byte, 0, 2*cap(r.buf)+2*atOnce), r.buf...)
	}
	var n int
	n, r.err = r.from.Read(r.buf[len(r.buf):cap(r.buf)])
	r.buf = r.buf[:len(r.buf)+n]
	return n > 0 || r.err == nil
}

// next skips white space, and returns the byte behind it. It returns 0, and skips nothing, if
// there is none.
func (r *valueReader) next() byte {
	for skipped := 0; ; {
		for ; r.at+skipped < len(r.buf); skipped++ {
			if c := r.buf[r.at+skipped]; !isSpace(c) {
				r.at += skipped
				return c
			}
		}
		if !r.more() {
			return 0
		}
	}
}

// hasMore reports whether the list has another value.
func (r *valueReader) hasMore() bool {
	c := r.next()
	return c != 0 && c != ']' && c != '}'
}

// errNoComma is what encoding/json says.
var errNoComma = errors.New("it is not JSON: expected comma after array element")

// value returns the next value, which is valid until the next call. First says that it is the
// first of its list.
func (r *valueReader) value(first bool) ([]byte, error) {
	if c := r.next(); !first {
		if c != ',' {
			return nil, errNoComma
		}
		r.at++
		r.next()
	}
	var v valueScanner
	for n := 0; ; {
		n += v.scan(r.buf[r.at+n:])
		if v.ended || r.at+n < len(r.buf) {
			n = max(n, 1) // something that is not a value is an error in it
			text := r.buf[r.at : r.at+n]
			r.at += n
			return text, nil
		}
		if !r.more() {
			if errors.Is(r.err, io.EOF) {
				return nil, io.ErrUnexpectedEOF
			}
			return nil, r.err
		}
	}
}
