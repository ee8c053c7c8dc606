package record

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Applied is what a record says of what was last applied to its object, as the
// applied tag's value has it:
//
//	1:vm9uT5Ws:c5802WPD7ZauU.dhj7i.npZbT
//	1.VjHI:t65EqXuG:eWzNK:+p:@BqJe3-
//
// that is the version, a fingerprint of the key if there is one, the binding, an
// entry for each attribute, flags after a plus and a stamp after an at sign. The
// zero Applied says nothing.
type Applied struct {
	Version     int    // 0 when nothing is remembered
	Fingerprint string // of the key that the entries were made with; "" for none
	Binding     string // ties the record to its object and owner
	Entries     []Entry
	Flags       string // letters, sorted; of some the meaning may be unknown
	Stamp       int64  // Unix seconds: as of then, the object was as the entries say; 0 for none
}

// appliedVersion is the version of the grammar.
const appliedVersion = 1

// The flags.
const (
	protected = "p" // the object's lifecycle has prevent_destroy
	writing   = "w" // an attribute is being written by several calls
)

// Why the value of an applied tag tells nothing.
var (
	ErrNewer      = errors.New("the record was written by a newer callwright: use that version, or a later one")
	ErrUnreadable = errors.New("the record is not readable")
)

// Newer reports whether a newer callwright wrote the record: nothing but its
// version is known then, and it may not be overwritten.
func (a Applied) Newer() bool { return a.Version > appliedVersion }

// Protected reports whether the object's lifecycle had prevent_destroy.
func (a Applied) Protected() bool { return strings.Contains(a.Flags, protected) }

// Writing reports whether an attribute was being written by several calls when the
// record was made. What it is made of may be in part what was applied before, and in
// part what was to be: a difference is callwright's own.
func (a Applied) Writing() bool { return strings.Contains(a.Flags, writing) }

// Entry returns the entry with the code.
func (a Applied) Entry(code byte) (Entry, bool) { return entryOf(a.Entries, code) }

func entryOf(entries []Entry, code byte) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(entries, code, func(e Entry, c byte) int { return cmp.Compare(e.Code, c) })
	if !ok {
		return Entry{}, false
	}
	return entries[i], true
}

// String returns the value of the applied tag.
func (a Applied) String() string {
	b := strconv.AppendInt(make([]byte, 0, longestTag), int64(a.Version), 10)
	if a.Fingerprint != "" {
		b = append(append(b, '.'), a.Fingerprint...)
	}
	b = append(append(append(b, ':'), a.Binding...), ':')
	for i, e := range a.Entries {
		if i > 0 {
			b = append(b, '.')
		}
		b = e.append(b)
	}
	if a.Flags != "" {
		b = append(append(b, ":+"...), a.Flags...)
	}
	if a.Stamp > 0 && a.Stamp < stampEnd {
		b = appendStamp(append(b, ":@"...), a.Stamp)
	}
	return string(b)
}

// String returns the entry as a record has it.
func (e Entry) String() string { return string(e.append(nil)) }

// ParseEntry reads an entry as [Entry.String] writes it.
func ParseEntry(s string) (Entry, error) {
	e, ok := parseEntry(s)
	if !ok {
		return Entry{}, ErrUnreadable
	}
	return e, nil
}

func (e Entry) append(b []byte) []byte {
	sum := e.Sum.bytes()
	if e.Wide {
		return base64.RawURLEncoding.AppendEncode(append(b, e.Code), sum[:])
	}
	return base64.RawURLEncoding.AppendEncode(append(b, e.Code), sum[sketchBytes-plainBytes:])
}

// The length of what base64 makes of an entry's 24 and 72 bits, of the 48 of a
// binding and the 36 of a stamp.
const (
	plainLength, wideLength, bindingLength, stampLength = 4, 12, 8, 6

	stampEnd = 1 << 36
)

// appendStamp writes 36 bits: those of six bytes but the last twelve.
func appendStamp(b []byte, seconds int64) []byte {
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], uint64(seconds)<<28)
	b = base64.RawURLEncoding.AppendEncode(b, raw[:6])
	return b[:len(b)-2]
}

// ParseApplied reads the value of an applied tag. It accepts exactly what
// [Applied.String] returns. The error is [ErrNewer] when a later version of
// the grammar wrote it, and [ErrUnreadable] when nothing of this form did.
func ParseApplied(s string) (Applied, error) {
	head, rest, ok := strings.Cut(s, ":")
	number, fingerprint, keyed := strings.Cut(head, ".")
	version, err := strconv.Atoi(number)
	switch {
	case !ok || err != nil || version < 1 || strconv.Itoa(version) != number:
		return Applied{}, ErrUnreadable
	case version > appliedVersion:
		return Applied{Version: version}, ErrNewer
	case keyed && !isBase64(fingerprint, plainLength):
		return Applied{}, ErrUnreadable
	}
	a := Applied{Version: version, Fingerprint: fingerprint}
	a.Binding, rest, ok = strings.Cut(rest, ":")
	if !ok || !isBase64(a.Binding, bindingLength) {
		return Applied{}, ErrUnreadable
	}
	entries, tail, _ := strings.Cut(rest, ":")
	if !a.readEntries(entries) || !a.readTail(tail, len(entries) < len(rest)) {
		return Applied{}, ErrUnreadable
	}
	return a, nil
}

// readEntries reads entries in ascending order of their codes.
func (a *Applied) readEntries(s string) bool {
	if s == "" {
		return true
	}
	a.Entries = make([]Entry, 0, 1+strings.Count(s, "."))
	last := byte(0)
	for text := range strings.SplitSeq(s, ".") {
		e, ok := parseEntry(text)
		if !ok || e.Code <= last {
			return false
		}
		last = e.Code
		a.Entries = append(a.Entries, e)
	}
	return true
}

func parseEntry(s string) (Entry, bool) {
	if len(s) != 1+plainLength && len(s) != 1+wideLength || !isLetter(rune(s[0])) && !isDigit(rune(s[0])) {
		return Entry{}, false
	}
	e := Entry{Code: s[0], Wide: len(s) == 1+wideLength}
	var sum [sketchBytes]byte
	to := sum[:]
	if !e.Wide {
		to = sum[sketchBytes-plainBytes:]
	}
	if !isBase64(s[1:], len(s)-1) || !decode(to, s[1:]) {
		return Entry{}, false
	}
	e.Sum = sketchOf(sum[:])
	return e, true
}

// readTail reads what follows the entries, if anything does: flags, then a stamp.
func (a *Applied) readTail(s string, is bool) bool {
	if !is {
		return true
	}
	if flags, ok := strings.CutPrefix(s, "+"); ok {
		a.Flags, s, is = strings.Cut(flags, ":")
		if !areFlags(a.Flags) || !is {
			return areFlags(a.Flags)
		}
	}
	stamp, ok := strings.CutPrefix(s, "@")
	if !ok || !isBase64(stamp, stampLength) {
		return false
	}
	var raw [8]byte
	if !decode(raw[2:], stamp+"AA") {
		return false
	}
	a.Stamp = int64(binary.BigEndian.Uint64(raw[:]) >> 12)
	return a.Stamp > 0
}

func areFlags(s string) bool {
	for i, r := range s {
		if !isLetter(r) || i > 0 && s[i-1] >= s[i] {
			return false
		}
	}
	return s != ""
}

// flagged returns flags with or without one of them.
func flagged(flags, flag string, is bool) string {
	letters := append(strings.Split(strings.ReplaceAll(flags, flag, ""), ""), flag)
	if !is {
		letters = letters[:len(letters)-1]
	}
	slices.Sort(letters)
	return strings.Join(letters, "")
}

func isBase64(s string, length int) bool {
	if len(s) != length {
		return false
	}
	for _, r := range s {
		if !isLetter(r) && !isDigit(r) && r != '-' && r != '_' {
			return false
		}
	}
	return true
}

// decode fills b with what s stands for.
func decode(b []byte, s string) bool {
	n, err := base64.RawURLEncoding.Decode(b, []byte(s))
	return err == nil && n == len(b)
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
