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

// The catalogue of permissions is a table with the columns of [Permission]. Its column
// "power" says that a permission escalates or restricts. The rows come from the list of
// security profile permissions in the Amazon Connect administrator guide, and from
// exports of instances that people have published.
//
//go:embed permissions.csv
var permissionsCSV string

// A Permission is one entry of the catalogue of permissions.
type Permission struct {
	Name   string   // API name: `Users.Edit`
	Group  string   // the console's group: `Users and permissions`
	Label  string   // the console's words: `Users - Edit`; of an observed permission, words made of its API name
	Brings []string // permissions that the console ticks with it, by its documented rule

	// Resource and Levels are the boxes that grant the permission, in the words of a
	// security profile's access: `users` and `edit`. A box may grant several
	// permissions, and several boxes may grant one permission.
	Resource  string
	Levels    []string
	Certainty string // "documented", or "observed" if only exports of instances have it
	Source    string // the administrator "guide", "exports" of instances, or both

	// Restricts says that users with the permission can do less than users without it
	// (Amazon Connect administrator guide, list of security profile permissions).
	Restricts bool
	// Escalates says that users with the permission can give themselves or others
	// more permissions than they have (Amazon Connect administrator guide, security
	// profile best practices).
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

// PermissionNamed returns the permission with the API name. If the catalogue does not
// have it, the result has the name as its label, and no group.
func PermissionNamed(name string) Permission {
	p, ok := permissions[name]
	if !ok {
		return Permission{Name: name, Label: name}
	}
	return p
}

// Permissions returns all permissions in the order in which we show them: by the console's
// group, then by API name.
func Permissions() []Permission {
	list := slices.Collect(maps.Values(permissions))
	slices.SortFunc(list, func(a, b Permission) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// Brings returns the permissions that the console ticks with the named one: Users.View
// with Users.Edit (Amazon Connect administrator guide, list of security profile
// permissions).
func Brings(name string) []string { return permissions[name].Brings }

// PermissionNames returns the API names of all permissions, in order. Callers must not
// change the slice.
func PermissionNames() []string { return permissionNames }

// HasPermission reports whether the catalogue has a permission of that name.
func HasPermission(name string) bool {
	_, ok := permissions[name]
	return ok
}
