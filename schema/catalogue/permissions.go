package catalogue

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"fmt"
	"maps"
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

	// Resource and Levels are the words of a security profile's access for it:
	// `users` and `edit`. The console has boxes that grant several permissions, and
	// a permission may be granted by several boxes.
	Resource  string
	Levels    []string
	Certainty string // "documented", or "observed" where only exports of instances have it
	Source    string // what says so: the administrator "guide", "exports" of instances, or both

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
		panic(fmt.Sprintf("catalogue: permissions.csv: %v", err))
	}
	catalogue := make(map[string]Permission, len(rows))
	names := make([]string, 0, len(rows))
	for _, row := range rows[1:] {
		p := Permission{
			Name: row[0], Group: row[1], Label: row[2],
			Restricts: row[4] == "restricts", Escalates: row[4] == "escalates",
			Resource: row[5], Levels: strings.Fields(row[6]), Certainty: row[7], Source: row[8],
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

// Permissions returns the catalogue in the order in which it is shown: by the
// console's group, then by API name.
func Permissions() []Permission {
	list := slices.Collect(maps.Values(permissions))
	slices.SortFunc(list, func(a, b Permission) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// Brings returns the permissions that come with the named one: Edit brings View
// (Amazon Connect administrator guide, list of security profile permissions).
func Brings(name string) []string { return permissions[name].Brings }

// PermissionNames returns the API names of all permissions, in order. The slice must not
// be changed.
func PermissionNames() []string { return permissionNames }

// HasPermission reports whether the catalogue has a permission of that name.
func HasPermission(name string) bool {
	_, ok := permissions[name]
	return ok
}
