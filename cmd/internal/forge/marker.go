package forge

import (
	"cmp"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// A Key says what a comment or an issue is about: the instance, the environment of the
// configuration, and its folder in the repository.
type Key struct {
	Instance, Environment, Folder string // the environment may be ""
}

// keyPart escapes a part of a key, so that each key has one reading: the instance "a:b" is not the
// instance "a" in the environment "b".
var keyPart = strings.NewReplacer("%", "%25", ":", "%3A")

// String returns the key as the marker has it, before it is made harmless for HTML:
// prod-eu:production:sites/london, or prod-eu:. without an environment.
func (k Key) String() string {
	parts := []string{keyPart.Replace(k.Instance), keyPart.Replace(k.Environment), keyPart.Replace(k.Folder)}
	if k.Environment == "" {
		parts = []string{parts[0], parts[2]}
	}
	return strings.Join(parts, ":")
}

// parseKey reads what String returns.
func parseKey(text string) (k Key, ok bool) {
	parts := strings.Split(text, ":")
	for i := range parts {
		plain, err := url.PathUnescape(parts[i])
		if err != nil {
			return Key{}, false
		}
		parts[i] = plain
	}
	switch len(parts) {
	case 2:
		return Key{parts[0], "", parts[1]}, true
	case 3:
		return Key{parts[0], parts[1], parts[2]}, true
	}
	return Key{}, false
}

// same reports whether two keys are about the same. An environment is one instance, so if there is
// one, the instance does not matter: it is unknown if the environment could not be planned, and
// a pull request may change it.
func (k Key) same(other Key) bool {
	return k.Environment == other.Environment && k.Folder == other.Folder && (k.Environment != "" || k.Instance == other.Instance)
}

// A run is the number of a pipeline's run, and how often it was started again. The zero run is not
// known.
type run struct{ number, attempt int }

// parseRun reads 812, or 812.2 for the second attempt.
func parseRun(text string) run {
	number, attempt, again := strings.Cut(text, ".")
	r := run{attempt: 1}
	var err error
	if r.number, err = strconv.Atoi(number); err != nil || r.number < 1 {
		return run{}
	}
	if again {
		if r.attempt, err = strconv.Atoi(attempt); err != nil || r.attempt < 1 {
			return run{}
		}
	}
	return r
}

// compare returns -1 if r is older than the other run, 1 if it is newer, and 0 if they are the same
// or if one is not known. A run by hand has no number, and what it writes is meant.
func (r run) compare(other run) int {
	if r == (run{}) || other == (run{}) {
		return 0
	}
	return cmp.Or(cmp.Compare(r.number, other.number), cmp.Compare(r.attempt, other.attempt))
}

// A marker is what the first line of a text says about it.
type marker struct {
	line    string // as it is
	command string // plan or drift
	key     Key
	run     run
}

// markerLine is a first line as package render writes it. A text that only has such a line
// further down, such as a quotation in a reply, has no marker.
var markerLine = regexp.MustCompile(`^<!-- callwright:([a-z]+) key=(\S+)((?: [a-z]+=\S+)*) -->$`)

// markerOf returns the marker of a text.
func markerOf(text string) (m marker, ok bool) {
	line, _, _ := strings.Cut(text, "\n")
	found := markerLine.FindStringSubmatch(strings.TrimSuffix(line, "\r"))
	if found == nil {
		return marker{}, false
	}
	m = marker{line: found[0], command: found[1]}
	token, err := url.PathUnescape(found[2])
	if err != nil {
		return marker{}, false
	}
	if m.key, ok = parseKey(token); !ok {
		return marker{}, false
	}
	for field := range strings.FieldsSeq(found[3]) {
		if number, ok := strings.CutPrefix(field, "run="); ok {
			m.run = parseRun(number)
		}
	}
	return m, true
}
