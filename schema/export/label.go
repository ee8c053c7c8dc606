package export

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/mozillazg/go-unidecode"
)

var (
	apostrophe = regexp.MustCompile(`['’]`)
	notInLabel = regexp.MustCompile(`[^a-z0-9]+`)
	newWord    = regexp.MustCompile(`([a-z0-9])([A-Z])`)
)

// reserved are words that HCL or callwright gives a meaning of their own.
var reserved = map[string]bool{
	"true": true, "false": true, "null": true, "for": true, "in": true, "if": true, "else": true, "endif": true, "endfor": true,
	"each": true, "self": true, "count": true, "local": true, "var": true, "module": true, "path": true, "callwright": true,
}

// saysNothing are labels that authors of other tools give a block that needs no name.
var saysNothing = map[string]bool{"this": true, "main": true, "default": true, "example": true}

// longestLabel is the number of characters that a label has at most, before a number is added.
const longestLabel = 60

// labelOf makes a label from a name: basic_queue from "BasicQueue", muller from "Müller". The
// label of a name without letters is the name of the kind.
func labelOf(kind, name string) string {
	words := newWord.ReplaceAllString(unidecode.Unidecode(apostrophe.ReplaceAllString(name, "")), "${1}_$2")
	label := strings.Trim(notInLabel.ReplaceAllString(strings.ToLower(words), "_"), "_")
	if len(label) > longestLabel {
		label = strings.TrimRight(label[:longestLabel], "_")
	}
	switch {
	case label == "":
		return kind
	case label[0] >= '0' && label[0] <= '9':
		return kind + "_" + label
	case reserved[label]:
		return label + "_" + kind
	}
	return label
}

// A labels keeps the labels of each kind apart. The value is the number of labels that were
// made from the key.
type labels map[string]int

// claim returns the label, with a number if the kind has that label already.
func (l labels) claim(kind, label string) string {
	for unique := label; ; unique = fmt.Sprintf("%s_%d", label, l[kind+"."+label]+1) {
		if l[kind+"."+unique]++; l[kind+"."+unique] == 1 {
			return unique
		}
	}
}
