// Package catalogue holds the permissions of Amazon Connect and ConnectPath, as data with
// its sources. It knows nothing of kinds and rules, which are in package schema.
//
// Its terms:
//
//   - A [Permission] is one name of Amazon Connect's API, such as Users.Edit, with the
//     console's words for it.
//   - A [Box] is a check box in the console: one resource at one level, as "users" at
//     "edit". Ticking a box grants one permission or more.
//   - A [Form] is one version of ConnectPath's form of permissions. It has sections, and a
//     [Row] for each permission with the levels that people can tick in that row.
//
// For example, the box of "users" at "edit" grants Users.Edit, and the console ticks
// Users.View with it:
//
//	Boxes("users")      → {view [Users.View]} {edit [Users.Edit …]} …
//	Brings("Users.Edit") → [Users.View]
package catalogue
