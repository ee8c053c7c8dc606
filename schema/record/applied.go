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

// An Applied is the content of a tag "applied": what callwright last applied to the
// object. Two examples of such a tag:
//
//	1:vm9uT5Ws:c5802WPD7ZauU.dhj7i.npZbT
//	1.VjHI:t65EqXuG:eWzNK:+p:@BqJe3-
//
// They begin with the version. The second also has the fingerprint of a key, VjHI. Then
// follow the binding, an entry for each attribute, flags after a plus sign, and a stamp
// after an at sign. A flag that is a capital letter is a proof: see [Proofs]. The zero
// Applied remembers nothing.
type Applied struct {
	Version     int    // 0 when nothing is remembered
	Fingerprint string // of the key that made the entries; "" if they were made without a key
	Binding     string // ties the record to its object and owner
	Entries     []Entry
	Flags       string // sorted letters; a newer callwright may have added some that this one does not know
	Stamp       int64  // Unix seconds: at that time, the object was as the entries say; 0 for none
}

// appliedVersion is the version of the grammar.
const appliedVersion = 1

// The flags.
const (
	protected = "p" // the object's lifecycle has prevent_destroy
	writing   = "w" // callwright is writing one attribute by several calls
)

// The reasons why callwright cannot use the value of an applied tag.
var (
	ErrNewer      = errors.New("the record was written by a newer callwright: use that version, or a later one")
	ErrUnreadable = errors.New("the record is not readable")
)

// Newer reports whether a newer callwright wrote the record. This callwright can then
// read only the version, and must not overwrite the record.
func (a Applied) Newer() bool { return a.Version > appliedVersion }

// Protected reports whether the object's lifecycle had prevent_destroy.
func (a Applied) Protected() bool { return strings.Contains(a.Flags, protected) }

// Writing reports whether callwright was writing an attribute by several calls when it
// made the record. If it was stopped between two of them, the live value is partly the
// old one and partly the new one. Such a difference is callwright's own, so a plan must
// not report it as somebody else's change.
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

// Base64 writes 6 bits as a letter. So a plain entry of 24 bits takes 4 letters, a wide
// one of 72 bits 12, a binding of 48 bits 8, and a stamp of 36 bits 6.
const (
	plainLength, wideLength, bindingLength, stampLength = 4, 12, 8, 6

	stampEnd = 1 << 36 // a stamp has 36 bits, which last until the year 4147
)

// appendStamp appends the 36 bits of a time to b. Base64 takes whole bytes, so it
// encodes 48 bits, the time first, and drops the two letters of the other 12.
func appendStamp(b []byte, seconds int64) []byte {
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], uint64(seconds)<<28)
	b = base64.RawURLEncoding.AppendEncode(b, raw[:6])
	return b[:len(b)-2]
}

// ParseApplied reads the value of an applied tag. It accepts exactly what
// [Applied.String] returns. The error is [ErrNewer] when the value has a later version
// of the grammar, and [ErrUnreadable] when it does not follow the grammar.
func ParseApplied(s string) (Applied, error) { return parseApplied(s, true) }

// parseApplied is [ParseApplied]. If keep is false, the result has no entries.
func parseApplied(s string, keep bool) (Applied, error) {
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
	if !a.readEntries(entries, keep) || !a.readTail(tail, len(entries) < len(rest)) {
		return Applied{}, ErrUnreadable
	}
	return a, nil
}

// readEntries reads entries, and keeps them if asked to. It refuses them if their codes are not
// in ascending order: a record has one spelling only, so that two records can be compared as
// strings.
func (a *Applied) readEntries(s string, keep bool) bool {
	if s == "" {
		return true
	}
	if keep {
		a.Entries = make([]Entry, 0, 1+strings.Count(s, "."))
	}
	last := byte(0)
	for text := range strings.SplitSeq(s, ".") {
		e, ok := parseEntry(text)
		if !ok || e.Code <= last {
			return false
		}
		last = e.Code
		if keep {
			a.Entries = append(a.Entries, e)
		}
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

// readTail reads the flags and the stamp, which follow the entries: "+p:@BqJe3-". Either
// may be missing, and present is false when both are.
func (a *Applied) readTail(s string, present bool) bool {
	if !present {
		return true
	}
	if flags, ok := strings.CutPrefix(s, "+"); ok {
		a.Flags, s, present = strings.Cut(flags, ":")
		if !areFlags(a.Flags) || !present {
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

// areFlags reports whether s is one letter or more, in order, each once.
func areFlags(s string) bool {
	for i, r := range s {
		if !isLetter(r) || i > 0 && s[i-1] >= s[i] {
			return false
		}
	}
	return s != ""
}

// withFlag returns flags with the flag if set is true, and without it otherwise.
func withFlag(flags, flag string, set bool) string {
	letters := append(strings.Split(strings.ReplaceAll(flags, flag, ""), ""), flag)
	if !set {
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

// decode fills b with the bytes that s encodes.
func decode(b []byte, s string) bool {
	n, err := base64.RawURLEncoding.Decode(b, []byte(s))
	return err == nil && n == len(b)
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
