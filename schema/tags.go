package schema

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Prefixes of tag keys that a configuration does not own: callwright's record uses the first,
// and AWS reserves the second.
const (
	OwnTagPrefix      = "callwright:"
	ReservedTagPrefix = "aws:"
)

var tagText = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`)

// MostTags is how many tags an object has room for besides the two of the record: a service
// allows 50 (Amazon Connect API reference, TagResource).
const MostTags = 50 - 2

// tags is the field of every kind whose objects have tags. The map is whole, except for keys
// that the configuration does not own (Amazon Connect API reference,
// TagResource: 50 tags, keys of 1 to 128 and values of up to 256 characters).
func tags[T any](p func(*T) *map[string]string) Field[T] {
	f := withRule(StringMap("tags", "Tags on the object. The map is complete: callwright removes a key that is not in it, unless the key begins with `callwright:` or `aws:`.", p).
		KeyRule(tagKey), func(s string) string {
		if utf8.RuneCountInString(s) > 256 || !tagText.MatchString(s) {
			return "A tag's value can have at most 256 characters: letters, digits, spaces and _.:/=+-@."
		}
		return ""
	})
	f.count = func(keys []string) string {
		if len(keys) > MostTags {
			return fmt.Sprintf("There are %d tags; an object has room for %d besides callwright's own.", len(keys), MostTags)
		}
		return ""
	}
	f.skip = reserved
	return f.Code('t')
}

// reserved reports whether the configuration does not own the tag key.
func reserved(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, OwnTagPrefix) || strings.HasPrefix(key, ReservedTagPrefix)
}

func tagKey(key string) string {
	for _, prefix := range []string{OwnTagPrefix, ReservedTagPrefix} {
		if strings.HasPrefix(strings.ToLower(key), prefix) {
			return fmt.Sprintf("The tag key %q is reserved: keys cannot begin with %q.", key, prefix)
		}
	}
	if key == "" || utf8.RuneCountInString(key) > 128 || !tagText.MatchString(key) {
		return fmt.Sprintf("The tag key %q must have 1 to 128 characters: letters, digits, spaces and _.:/=+-@.", key)
	}
	return ""
}
