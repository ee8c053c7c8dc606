package snapshot

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/callwright/callwright/schema"
)

// Decode reads a snapshot that [Snapshot.Encode] wrote, or that somebody reformatted with
// another program. Its errors are of type *[Error].
func Decode(r io.Reader) (*Snapshot, error) {
	lines := newLineReader(r)
	d := &decoder{lines: lines, json: json.NewDecoder(lines), seen: map[string]bool{}, ids: map[schema.Name]bool{}}
	s, err := d.snapshot()
	if err != nil {
		return nil, d.located(err)
	}
	return s, nil
}

// A decoder reads one snapshot.
type decoder struct {
	lines *lineReader
	json  *json.Decoder
	shift int64    // added to the offsets of json
	doc   document // without its objects
	taken time.Time
	newer bool // whether a later minor version wrote the snapshot
	seen  map[string]bool
	extra *Error // the first member that this version does not know

	objects []*schema.Resource
	ids     map[schema.Name]bool // Key has the id here
}

// A memberError says in which member something is wrong.
type memberError struct {
	member string
	err    error
}

func (e *memberError) Error() string { return e.member + ": " + e.err.Error() }
func (e *memberError) Unwrap() error { return e.err }

// located returns the error with the line that the decoder is at.
func (d *decoder) located(err error) error {
	if at, ok := errors.AsType[*Error](err); ok {
		return at
	}
	return locatedAt(d.line(), err)
}

// locatedAt returns the error with a line.
func locatedAt(line int, err error) error {
	at := &Error{Line: line, Err: err}
	if m, ok := errors.AsType[*memberError](err); ok {
		at.Member, at.Err = m.member, m.err
	}
	at.Err = plainly(at.Err)
	return at
}

// line returns the line that the decoder is at.
func (d *decoder) line() int { return d.lines.lineAt(d.offset()) }

// offset returns the offset of the decoder in the snapshot.
func (d *decoder) offset() int64 { return d.shift + d.json.InputOffset() }

// plainly returns an error of encoding/json in our words.
func plainly(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the file ends in the middle of the snapshot")
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		where := ""
		if wrong.Field != "" {
			where = wrong.Field + ": "
		}
		return fmt.Errorf("%sit cannot be of type %s", where, wrong.Value)
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("it is not JSON: %s", syntax.Error())
	}
	if text, ok := strings.CutPrefix(err.Error(), "json: "); ok {
		return errors.New(text)
	}
	return err
}

// snapshot reads the whole document.
func (d *decoder) snapshot() (*Snapshot, error) {
	if err := d.delim('{'); err != nil {
		return nil, errors.Join(errors.New("this is not a snapshot"), plainly(err))
	}
	for d.json.More() {
		if err := d.member(); err != nil {
			return nil, err
		}
	}
	if err := d.delim('}'); err != nil {
		return nil, err
	}
	if _, err := d.json.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more text after the snapshot")
	}
	if d.extra != nil && !d.newer {
		return nil, d.extra
	}
	for _, name := range []string{"format_version", "taken_at", "instance", "kinds", "objects"} {
		if !d.seen[name] {
			return nil, fmt.Errorf("the snapshot lacks the member %q", name)
		}
	}
	return d.finish()
}

// delim reads a bracket.
func (d *decoder) delim(want json.Delim) error {
	t, err := d.json.Token()
	if err == nil && t != want {
		err = fmt.Errorf("expected %s", want)
	}
	return err
}

// member reads a member of the document.
func (d *decoder) member() error {
	d.lines.from(d.offset())
	token, err := d.json.Token()
	if err != nil {
		return err
	}
	name, _ := token.(string) // a name is always a string here
	if d.seen[name] {
		return &memberError{name, errors.New("it is there twice")}
	}
	d.seen[name] = true
	var to any
	switch name {
	case "format_version":
		to = &d.doc.FormatVersion
	case "taken_at":
		to = &d.doc.TakenAt
	case "tool":
		to = &d.doc.Tool
	case "instance":
		to = &d.doc.Instance
	case "kinds":
		to = &d.doc.Kinds
	case "outside":
		to = &d.doc.Outside
	case "ai_agents":
		to = &d.doc.AIAgents
	case "objects":
		return d.list()
	default:
		if d.extra == nil {
			d.extra = &Error{Line: d.line(), Member: name, Err: errors.New("unknown member")}
		}
		to = &json.RawMessage{}
	}
	if err = d.json.Decode(to); err != nil {
		return &memberError{name, err}
	}
	switch name {
	case "format_version":
		err = d.version()
	case "taken_at":
		err = d.time()
	}
	if err != nil {
		return &memberError{name, err}
	}
	return nil
}

// time reads the time at which the snapshot was taken.
func (d *decoder) time() error {
	taken, err := time.Parse(time.RFC3339, d.doc.TakenAt)
	if err != nil {
		return fmt.Errorf("%q is not a time such as 2026-11-27T15:36:32Z", d.doc.TakenAt)
	}
	d.taken = taken.UTC().Truncate(time.Second)
	return nil
}

// version refuses a snapshot of another major version.
func (d *decoder) version() error {
	ourMajor, ourMinor, _ := strings.Cut(formatVersion, ".")
	major, minor, ok := strings.Cut(d.doc.FormatVersion, ".")
	if !ok || major != ourMajor {
		return fmt.Errorf("the snapshot has version %q, and this callwright reads version %s", d.doc.FormatVersion, formatVersion)
	}
	n, err := strconv.Atoi(minor)
	ours, _ := strconv.Atoi(ourMinor)
	if err != nil || n < 0 {
		return fmt.Errorf("%q is not a version", d.doc.FormatVersion)
	}
	d.newer = n > ours
	return nil
}

// list reads the objects, one by one.
func (d *decoder) list() error {
	for _, name := range []string{"format_version", "kinds"} {
		if !d.seen[name] {
			return &memberError{"objects", fmt.Errorf("the member %q must come before the objects", name)}
		}
	}
	if err := d.delim('['); err != nil {
		return &memberError{"objects", err}
	}
	if err := d.readObjects(); err != nil {
		return err
	}
	return d.delim(']')
}

// within puts the name of a member before the member of an error.
func within(member string, err error) error {
	if m, ok := errors.AsType[*memberError](err); ok {
		return &memberError{member + "." + m.member, m.err}
	}
	return &memberError{member, err}
}

// finish returns the snapshot, after all of it was read.
func (d *decoder) finish() (*Snapshot, error) {
	s := &Snapshot{Taken: d.taken, Tool: d.doc.Tool, Instance: d.doc.Instance.instance()}
	var err error
	if s.State, err = schema.NewState(d.objects); err != nil {
		return nil, &memberError{"objects", err}
	}
	for _, k := range d.doc.Kinds {
		kind, ok := schema.KindOf(k.Kind)
		if !ok && !d.newer {
			return nil, &memberError{"kinds", fmt.Errorf("unknown kind %q", k.Kind)}
		}
		if ok && k.Read && !slices.Contains(s.Kinds, kind) {
			s.Kinds = append(s.Kinds, kind)
		}
		if n := 0; ok {
			if n = len(s.State.Of(kind)); n != k.Objects {
				return nil, &memberError{"kinds", fmt.Errorf("%s has %d objects, but the snapshot has %d of them", k.Kind, k.Objects, n)}
			}
		}
	}
	things := outsideKinds()
	for kind, ids := range d.doc.Outside {
		if !slices.Contains(things, kind) {
			if d.newer {
				continue
			}
			return nil, &memberError{"outside", fmt.Errorf("unknown kind %q", kind)}
		}
		if ids == nil {
			ids = map[string]string{}
		}
		s.State = s.State.WithOutside(kind, ids)
	}
	if d.doc.AIAgents != nil {
		s.State = s.State.WithAIAgents(d.doc.AIAgents)
	}
	return s, nil
}

// outsideKinds returns the kinds of things outside.
func outsideKinds() []string {
	var list []string
	for k := range schema.Kinds() {
		for kind := range schema.Outside(k) {
			list = append(list, kind)
		}
	}
	return schema.SortedSet(list)
}
