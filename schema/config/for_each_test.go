package config_test

import "testing"

// TestForEach checks which values for_each can have.
func TestForEach(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a map", src: `
			user "u" {
			  for_each   = { ada = "Ada", bo = "Bo" }
			  first_name = each.value
			}
		`, want: `
			user.u["ada"]: username = "ada", first_name = "Ada"
			user.u["bo"]: username = "bo", first_name = "Bo"
		`},
		{name: "a set of texts", src: `
			user "u" {
			  for_each   = toset(["ada", "bo"])
			  first_name = each.key
			  last_name  = each.value
			}
		`, want: `
			user.u["ada"]: username = "ada", first_name = "ada", last_name = "ada"
			user.u["bo"]: username = "bo", first_name = "bo", last_name = "bo"
		`},
		{name: "nothing", src: `
			user "u" {
			  for_each = {}
			}
		`, want: `
		`},
		{name: "an empty set", src: `
			user "u" {
			  for_each = toset([])
			}
		`, want: `
		`},
		{name: "a map of objects", src: `
			user "u" {
			  for_each   = { ada = { first = "Ada" }, bo = { first = null } }
			  first_name = each.value.first
			}
		`, want: `
			user.u["ada"]: username = "ada", first_name = "Ada"
			user.u["bo"]: username = "bo"
		`},
		{name: "a list", src: `
			user "u" {
			  for_each = ["ada"]
			}
		`, want: `
			main.hcl:2:14-21 CW1025 for_each with a list: The members of a list have no keys, so inserting one would change the addresses of all that follow. Give them keys: { for x in … : x.username => x }, or use toset(…) for a list of distinct strings.
		`},
		{name: "null", src: `
			user "u" {
			  for_each = null
			}
		`, want: `
			main.hcl:2:14-18 CW1027 Null for_each: for_each is null. For no objects, write {}.
		`},
		{name: "a number", src: `
			user "u" {
			  for_each = 3
			}
		`, want: `
			main.hcl:2:14-15 CW1026 Invalid for_each: for_each needs a map or a set of strings, but this is a number.
		`},
		{name: "a set of numbers", src: `
			user "u" {
			  for_each = toset([1, 2])
			}
		`, want: `
			main.hcl:2:14-27 CW1026 Invalid for_each: The members of this set are not strings, so they cannot be keys. Write a map: { for x in … : KEY => x }.
		`},
		{name: "a set of references", src: `
			security_profile "p" {}
			user "u" {
			  for_each = toset([security_profile.p])
			}
		`, want: `
			main.hcl:3:14-41 CW1026 Invalid for_each: The members of this set are not strings, so they cannot be keys. Write a map: { for x in … : KEY => x }.
		`},
		{name: "a set with null", src: `
			user "u" {
			  for_each = toset(["a", null])
			}
		`, want: `
			main.hcl:2:14-32 CW1028 Null key: A member of the set is null, so it cannot be a key.
		`},
		{name: "a text", src: `
			user "u" {
			  for_each = "ada"
			}
		`, want: `
			main.hcl:2:14-19 CW1026 Invalid for_each: for_each needs a map or a set of strings, but this is a string.
		`},
		{name: "an expression that is wrong", src: `
			user "u" {
			  for_each = { for u in local.users : u => u }
			}
		`, want: `
			main.hcl:2:30-36 CW1109 Unknown local: There is no local "users".
		`},
		{name: "each in for_each itself", src: `
			user "u" {
			  for_each = { for k in ["a"] : k => each.key }
			}
		`, want: `
			main.hcl:2:42-46 CW1024 Unexpected each: each.key and each.value are only defined in the attributes of a block with for_each.
		`},
		{name: "each without for_each", src: `
			user "u" {
			  first_name = each.key
			}
		`, want: `
			main.hcl:2:20-24 CW1024 Unexpected each: each.key and each.value are only defined in the attributes of a block with for_each.
		`},
		{name: "a member of each that does not exist", src: `
			user "u" {
			  for_each   = toset(["a"])
			  first_name = each.vale
			}
		`, want: `
			main.hcl:3:20-25 CW1111 Unknown name: Unknown name each.vale. Use each.key or each.value.
		`},
		{name: "each by itself", src: `
			user "u" {
			  for_each   = toset(["a"])
			  first_name = each
			}
		`, want: `
			main.hcl:3:16-20 CW2002 Incomplete reference: "each" is incomplete; write each.key or each.value.
		`},
		{name: "a member of each.value that does not exist", src: `
			user "u" {
			  for_each   = { ada = { first = "Ada", last = "L" } }
			  first_name = each.value.frist
			}
		`, want: `
			main.hcl:3:26-32 CW1021 Unsupported attribute: This object has no attribute "frist". Did you mean "first"? It has first, last.
			  each.key = "ada"
		`},
		{name: "what is wrong with one member is said of that one", src: `
			user "u" {
			  for_each = { a = "ok@example.com", b = "nobody" }
			  email    = each.value
			}
		`, want: `
			main.hcl:3:14-24 CW3001 Invalid value: "email" is "nobody", but must be an e-mail address.
			  each.key = "b"
		`},
		{name: "what is wrong with all members alike is said once", src: `
			user "u" {
			  for_each = toset(["a", "b", "c"])
			  email    = "nobody"
			}
		`, want: `
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "nobody", but must be an e-mail address.
		`},
		{name: "what is wrong with many members is said of ten", src: `
			user "u" {
			  for_each = toset([for i in range(12) : "u${i}"])
			  email    = each.key
			}
		`, want: `
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u0", but must be an e-mail address.
			  each.key = "u0"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u1", but must be an e-mail address.
			  each.key = "u1"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u10", but must be an e-mail address.
			  each.key = "u10"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u11", but must be an e-mail address.
			  each.key = "u11"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u2", but must be an e-mail address.
			  each.key = "u2"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u3", but must be an e-mail address.
			  each.key = "u3"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u4", but must be an e-mail address.
			  each.key = "u4"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u5", but must be an e-mail address.
			  each.key = "u5"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u6", but must be an e-mail address.
			  each.key = "u6"
			main.hcl:3:14-22 CW3001 Invalid value: "email" is "u7", but must be an e-mail address.
			The same is true of 2 more.
			  each.key = "u7"
		`},
	})
}

// TestCSVRows makes objects from the rows of files.
func TestCSVRows(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a row is an object with its place", src: `
			user "u" {
			  for_each   = { for r in csvdecode(file("users.csv")) : r.username => r }
			  first_name = each.value.first
			}
			-- users.csv --
			username,first
			ada,Ada
			bo,"B
			o"
			cy,Cy
		`, want: `
			main.hcl:3:16-32 warning CW3065 Stray spaces: "first_name" is "B\no", which has stray spaces. Write "B o".
			  each.key = "bo" (users.csv line 3)
			user.u["ada"] (users.csv:2): username = "ada", first_name = "Ada"
			user.u["bo"] (users.csv:3): username = "bo", first_name = "B\no"
			user.u["cy"] (users.csv:5): username = "cy", first_name = "Cy"
		`},
		{name: "what is wrong with a row is said with its line", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			  email    = each.value.email
			}
			-- users.csv --
			username,email
			ada,ada@example.com
			bo,nobody
		`, want: `
			main.hcl:3:14-30 CW3001 Invalid value: "email" is "nobody", but must be an e-mail address.
			  each.key = "bo" (users.csv line 3)
		`},
		{name: "a column that does not exist is said once", src: `
			user "u" {
			  for_each   = { for r in csvdecode(file("users.csv")) : r.username => r }
			  first_name = each.value.frist
			}
			-- users.csv --
			username,first
			ada,Ada
			bo,Bo
		`, want: `
			main.hcl:3:26-32 CW1031 Unknown column: users.csv has no column "frist". Did you mean "first"? Its columns are first, username.
		`},
		{name: "one key for two rows", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
			username
			ada
			ada
		`, want: `
			main.hcl:2:56-66 CW1036 Duplicate key: users.csv has "ada" twice: lines 2 and 3. Each key can be used only once.
		`},
		{name: "one key for many rows, and for rows of two files", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : lower(r.username) => r if r.team != "left" }
			}
			user "v" {
			  for_each = { for r in concat(csvdecode(file("users.csv")), csvdecode(file("more.csv"))) : r.username => { first_name = r.team } if r.username == "bo" }
			}
			-- users.csv --
			username,team
			ada,a
			Ada,a
			bo,a
			ada,left
			ADA,b
			ada,b
			aDa,b
			adA,b
			ADa,b
			-- more.csv --
			username,team
			bo,c
		`, want: `
			main.hcl:2:56-73 CW1036 Duplicate key: users.csv has "ada" 7 times: lines 2, 3, 6, 7, 8 and 2 more. Each key can be used only once.
			main.hcl:5:93-103 CW1036 Duplicate key: The rows at users.csv:4 and more.csv:2 have the same key, "bo". Each key can be used only once.
		`},
		{name: "one key for two items of a map", src: `
			locals {
			  names = { for k, v in { a = "x", b = "y", c = "x" } : v => k }
			}
			queue "q" {
			  for_each = { for k in local.names : k => k }
			}
		`, want: `
			main.hcl:2:57-58 CW1036 Duplicate key: The items "a" and "c" have the same key, "x". Each key can be used only once. To collect all values of a key in a list, write an ellipsis (...) after the value.
		`},
		{name: "a sensitive key", src: `
			variable "secret" {
			  default   = "hush"
			  sensitive = true
			}
			locals {
			  names = { for k in [1, 2] : var.secret => k }
			}
			queue "q" {
			  description = join("", keys(local.names))
			}
		`, want: `
			main.hcl:6:31-41 CW1036 Duplicate key: The items 1 and 2 have the same key, a sensitive key. Each key can be used only once. To collect all values of a key in a list, write an ellipsis (...) after the value.
		`},
		{name: "many duplicate keys", src: `
			user "u" {
			  for_each = { for i in range(24) : floor(i / 2) => { first_name = "A" } }
			}
		`, want: `
			main.hcl:2:37-49 CW1036 Duplicate key: The items 1 and 2 have the same key, "0". The items 3 and 4 have the same key, "1". The items 5 and 6 have the same key, "2". The items 7 and 8 have the same key, "3". The items 9 and 10 have the same key, "4". The items 11 and 12 have the same key, "5". The items 13 and 14 have the same key, "6". The items 15 and 16 have the same key, "7". The items 17 and 18 have the same key, "8". The items 19 and 20 have the same key, "9". The same is true of 2 more keys. Each key can be used only once.
		`},
		{name: "a row that lacks a column", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
			username,first
			ada
		`, want: `
			main.hcl:2:35-52 CW1004 Invalid CSV: Line 2 of users.csv has 1 cell, but its first line names 2 columns: there is no cell for "first".
		`},
		{name: "a file without a header", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
		`, want: `
			main.hcl:2:35-52 CW1004 Invalid CSV: There is nothing in users.csv: its first line must name the columns.
		`},
		{name: "a column twice", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
			username,first,username
		`, want: `
			main.hcl:2:35-52 CW1004 Invalid CSV: Columns 1 and 3 of users.csv are both named "username".
		`},
		{name: "a file that does not exist", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("usres.csv")) : r.username => r }
			}
		`, want: `
			main.hcl:2:40-51 CW1010 Cannot read file: Cannot read "usres.csv": no such file.
		`},
		{name: "a row without a key", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			user "v" {
			  for_each = { for r in csvdecode(file("users.csv")) : lower(r.username) => r }
			}
			user "w" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.first => r }
			}
			-- users.csv --
			username,first
			ada,
			,
			,Bo
			cy,
		`, want: `
			main.hcl:2:14-73 CW1038 Empty key: users.csv line 4, column "username", is empty. It is the key of for_each, and part of the address, so the user needs one.
			main.hcl:5:14-80 CW1038 Empty key: The key of users.csv line 4 is empty. It is the key of for_each, and part of the address, so the user needs one.
			main.hcl:8:56-63 CW1036 Duplicate key: The column "first" of users.csv is empty in lines 2 and 5. Each key can be used only once.
		`},
		{name: "an empty cell as a key", src: `
			locals {
			  profiles = { early = "Early", late = "Late" }
			}
			user "u" {
			  for_each        = { for r in csvdecode(file("users.csv")) : r.username => r }
			  routing_profile = local.profiles[each.value.team]
			}
			-- users.csv --
			username,team
			ada,early
			bo,
			cy,night
		`, want: `
			main.hcl:6:35-52 CW1002 Invalid index: local.profiles has no key "night". Its keys are early, late.
			  each.key = "cy" (users.csv line 4)
			main.hcl:6:35-52 CW1002 Invalid index: users.csv line 3, column "team", is empty; one of early, late.
			  each.key = "bo" (users.csv line 3)
		`},
		{name: "an empty cell as a value", src: `
			user "u" {
			  for_each        = { for r in csvdecode(file("users.csv")) : r.username => r }
			  routing_profile = each.value.profile
			  email           = each.value.email
			}
			-- users.csv --
			username,profile,email
			ada,,
			bo,Basic Routing Profile,bo
		`, want: `
			main.hcl:3:21-39 CW3001 Invalid value: "routing_profile" cannot be empty: it is required. users.csv line 2, column "profile", is empty.
			  each.key = "ada" (users.csv line 2)
			main.hcl:4:21-37 CW3001 Invalid value: "email" is "bo", but must be an e-mail address.
			  each.key = "bo" (users.csv line 3)
		`},
		{name: "one mistake of a block with many rows", src: `
			user "u" {
			  for_each          = { for r in csvdecode(file("users.csv")) : r.username => r }
			  security_profiles = each.value.role
			}
			-- users.csv --
			username,role
			ada,Agent
			bo,Agent
			cy,Lead
		`, want: `
			main.hcl:3:23-38 CW3002 Wrong type: "security_profiles" must be a list, but this is "Agent". Put it in brackets: ["Agent"].
			This is so for 2 users; the first is named here.
			  each.key = "ada" (users.csv line 2)
			main.hcl:3:23-38 CW3002 Wrong type: "security_profiles" must be a list, but this is "Lead". Put it in brackets: ["Lead"].
			  each.key = "cy" (users.csv line 4)
		`},
		{name: "a header alone", src: `
			user "u" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
			username,first
		`, want: `
			main.hcl:2:35-52 warning CW1037 CSV without rows: There is no row in users.csv below its first line, which names the columns.
		`},
		{name: "semicolons", src: `
			user "u" {
			  for_each   = { for r in csvdecode(file("users.csv"), { delimiter = ";" }) : r.username => r }
			  first_name = each.value.first
			}
			user "v" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
			username;first
			ada;Ada
			;
		`, want: `
			main.hcl:6:35-52 CW1004 Invalid CSV: The cells of users.csv are separated by semicolons, not commas: write csvdecode(file("users.csv"), { delimiter = ";" }).
		`},
		{name: "an object of two rows has no row", src: `
			user "u" {
			  for_each   = { for r in csvdecode(file("users.csv")) : r.team => r.first... }
			  first_name = each.value[0]
			}
			-- users.csv --
			team,first
			a,Ada
			b,Bo
			a,Al
		`, want: `
			user.u["a"]: username = "a", first_name = "Ada"
			user.u["b"]: username = "b", first_name = "Bo"
		`},
	})
}
