package catalogue

import "strings"

// Words returns the permission as the console's form shows it, by resource and level: `Users`
// and `edit`. A resource with one check box has no level: `Make outbound calls`.
//
// In a label, a level begins with a capital letter: "Evaluation forms - ask AI assistant" has
// none.
func (p Permission) Words() (resource, level string) {
	label, _, _ := strings.Cut(p.Label, " | ")
	i := strings.LastIndex(label, " - ")
	if i < 0 {
		return label, ""
	}
	level = label[i+len(" - "):]
	if level[0] < 'A' || level[0] > 'Z' {
		return label, ""
	}
	return label[:i], strings.ReplaceAll(strings.ToLower(level), " / ", "/")
}
