package schema

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// The catalogue of permissions: the API name, the console's group and words for
// it, the names that choosing it brings, and what power it has beyond its own
// subject: it escalates, or it restricts. It follows the list of security
// profile permissions in the Amazon Connect administrator guide, and names seen
// in public exports of instances.
//
//go:embed permissions.csv
var permissionsCSV string

// A Permission is one entry of the catalogue of permissions.
type Permission struct {
	Name   string   // API name: `Users.Edit`
	Group  string   // the console's group: `Users and permissions`
	Label  string   // the console's words: `Users - Edit`
	Brings []string // names that the console ticks with it, by its documented rule

	// Restricts says that it takes something away from who has it (Amazon Connect
	// administrator guide, list of security profile permissions).
	Restricts bool
	// Escalates says that who has it can give themselves, or others, more than they
	// have (Amazon Connect administrator guide, security profile best practices).
	Escalates bool
}

var permissions, permissionNames = readPermissions()

func readPermissions() (map[string]Permission, []string) {
	rows, err := csv.NewReader(strings.NewReader(permissionsCSV)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("schema: permissions.csv: %v", err))
	}
	catalogue := make(map[string]Permission, len(rows))
	names := make([]string, 0, len(rows))
	for _, row := range rows[1:] {
		p := Permission{
			Name: row[0], Group: row[1], Label: row[2],
			Restricts: row[4] == "restricts", Escalates: row[4] == "escalates",
		}
		if row[3] != "" {
			p.Brings = strings.Fields(row[3])
		}
		catalogue[p.Name] = p
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return catalogue, names
}

// PermissionNamed returns the catalogue's entry of an API name. One that the catalogue
// does not know has its name for a label, and no group.
func PermissionNamed(name string) Permission {
	p, ok := permissions[name]
	if !ok {
		return Permission{Name: name, Label: name}
	}
	return p
}

// Brings returns the permissions that come with the named one: Edit brings View
// (Amazon Connect administrator guide, list of security profile permissions).
func Brings(name string) []string { return permissions[name].Brings }

// KnownPermission reports whether the catalogue has a permission of that name. Of one
// that it does not have it returns a suggestion, as [Suggest] does.
func KnownPermission(name string) (suggestion string, known bool) {
	if _, known = permissions[name]; known {
		return "", true
	}
	return Suggest(name, permissionNames), false
}
