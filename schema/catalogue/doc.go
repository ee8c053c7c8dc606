// Package catalogue holds what the two services let people be permitted, as data with its
// sources. It knows no kinds and no rules; package schema has those.
//
// Its terms:
//
//   - A [Permission] is one name of Amazon Connect's API, such as Users.Edit, with the
//     console's words for it.
//   - A [Box] is what the console shows of permissions: one resource at one level, as
//     "users" at "edit". Ticking a box grants one permission or more.
//   - A [Form] is ConnectPath's form of permissions, in one version of it. It has sections,
//     and a [Row] for each permission with the levels that can be ticked in that row.
//
// For example, the box of "users" at "edit" grants Users.Edit, and the console ticks
// Users.View with it:
//
//	Boxes("users")      → {view [Users.View]} {edit [Users.Edit …]} …
//	Brings("Users.Edit") → [Users.View]
package catalogue
