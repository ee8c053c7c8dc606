package diag

import (
	"fmt"
	"strings"
)

// unknownObjects are the entries for references to objects that do not exist, by kind.
var unknownObjects = byKind(map[string]string{
	"hours_of_operation":          "CW2101",
	"queue":                       "CW2102",
	"routing_profile":             "CW2103",
	"security_profile":            "CW2104",
	"hierarchy_group":             "CW2105",
	"user":                        "CW2106",
	"quick_connect":               "CW2107",
	"agent_status":                "CW2108",
	"predefined_attribute":        "CW2109",
	"permission_group":            "CW2110",
	"permission_group_assignment": "CW2111",
	"flow":                        "CW2112",
	"phone_number":                "CW2113",
	"flow_module":                 "CW2114",
	"email_address":               "CW2115",
})

// UnknownObject returns the entry for a reference to an object of the kind that does not
// exist. It returns nil if there is no such kind.
func UnknownObject(kind string) *Entry { return unknownObjects[kind] }

// KindWords returns the name of a kind as people say it: "routing profile".
func KindWords(kind string) string { return strings.ReplaceAll(kind, "_", " ") }

// Count returns a number and its noun: `1 queue`, `2 queues`, `2 agent statuses`.
func Count(n int, noun string) string {
	switch {
	case n == 1, strings.HasPrefix(noun, "hours"):
		return fmt.Sprintf("%d %s", n, noun)
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	case strings.HasSuffix(noun, "s"):
		return fmt.Sprintf("%d %ses", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func byKind(codes map[string]string) map[string]*Entry {
	entries := make(map[string]*Entry, len(codes))
	for kind, code := range codes {
		words := KindWords(kind)
		entries[kind] = define(Entry{
			Code: code, Summary: "Unknown " + words, Form: "Unknown " + words + " %s",
			Cause: "The configuration names a " + words + " that it does not describe and that the instance does not have. callwright writes nothing while a name is unknown.",
			Fix:   "Correct the name. The message suggests the closest match. Or describe the object in a block, and refer to that.",
			Example: `Error[` + code + `]: Unknown ` + words + ` "Premum"

  Cannot find the ` + words + ` "Premum" in the configuration or in the instance. Did you mean "Premium"?
`,
		})
	}
	return entries
}
