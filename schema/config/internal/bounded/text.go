package bounded

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"hash"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"golang.org/x/text/unicode/norm"
)

// ofString returns a function of the language that takes and returns a string.
func ofString(f func(string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			s, err := f(args[0].AsString())
			return cty.StringVal(s), err
		},
	})
}

// ofStrings returns a function of the language that takes two strings and returns a bool.
// Second is the name of its second parameter.
func ofStrings(second string, f func(s, t string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}, {Name: second, Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(f(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

var (
	startsWithFunc  = ofStrings("prefix", strings.HasPrefix)
	endsWithFunc    = ofStrings("suffix", strings.HasSuffix)
	strContainsFunc = ofStrings("substr", strings.Contains)
)

var base64EncodeFunc = ofString(func(s string) (string, error) {
	return base64.StdEncoding.EncodeToString([]byte(s)), nil
})

var base64DecodeFunc = ofString(func(s string) (string, error) {
	decoded, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return "", function.NewArgErrorf(0, "this is not valid base64: %s", err)
	}
	if !utf8.Valid(decoded) {
		return "", function.NewArgError(0, errors.New("the decoded bytes are not UTF-8 text"))
	}
	return string(decoded), nil
})

// hexDigest returns the digest of s in hexadecimal.
func hexDigest(h hash.Hash, s string) string {
	h.Write([]byte(s))
	return hex.EncodeToString(h.Sum(nil))
}

var slugFunc = ofString(func(s string) (string, error) { return Slug(s), nil })

// foldings are the letters that Unicode does not decompose into an ASCII letter and
// accents. An apostrophe vanishes, so that "O'Brien" becomes obrien, and not o-brien.
var foldings = strings.NewReplacer(
	"ß", "ss", "ẞ", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ø", "o", "Ø", "o", "đ", "d", "Đ", "d",
	"ð", "d", "Ð", "d", "þ", "th", "Þ", "th", "ł", "l", "Ł", "l", "ı", "i", "ħ", "h", "Ħ", "h", "'", "", "’", "",
)

// Slug returns s as lower-case ASCII letters and digits, with hyphens in place of all other
// characters between them: "Zoë's Team (UK)" becomes zoes-team-uk.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(foldings.Replace(s)) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r):
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// isPattern reports whether replace takes s as a regular expression: "/[0-9]+/".
func isPattern(s string) bool {
	return len(s) > 1 && strings.HasPrefix(s, "/") && strings.HasSuffix(s, "/")
}

// replaceFunc is Terraform's replace, which takes a text or a regular expression.
var replaceFunc = function.New(&function.Spec{
	Params: []function.Parameter{
		{Name: "str", Type: cty.String}, {Name: "substr", Type: cty.String}, {Name: "replace", Type: cty.String},
	},
	Type: function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		s, old, with := args[0].AsString(), args[1].AsString(), args[2].AsString()
		if !isPattern(old) {
			return cty.StringVal(strings.ReplaceAll(s, old, with)), nil
		}
		re, err := regexp.Compile(old[1 : len(old)-1])
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(1, "this is not a regular expression: %s", err)
		}
		return cty.StringVal(re.ReplaceAllString(s, with)), nil
	},
})
