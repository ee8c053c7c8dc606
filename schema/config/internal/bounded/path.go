package bounded

import (
	"net/url"
	"path"
)

// baseNameFunc returns the last element of a path: people.csv of uk/people.csv.
var baseNameFunc = ofString(func(s string) (string, error) { return path.Base(s), nil })

// dirNameFunc returns the path without its last element: uk of uk/people.csv.
var dirNameFunc = ofString(func(s string) (string, error) { return path.Dir(s), nil })

// urlEncodeFunc returns a text as one value in the query of a URL: "a&b" becomes "a%26b".
var urlEncodeFunc = ofString(func(s string) (string, error) { return url.QueryEscape(s), nil })
