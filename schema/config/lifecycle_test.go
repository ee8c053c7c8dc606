package config_test

import "testing"

// TestLifecycle checks what a lifecycle block can have.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "all attributes", src: `
			queue "q" {
			  lifecycle {
			    prevent_destroy = true
			    allow_replace   = true
			    ignore_changes  = [description, tags]
			    renamed_from    = "Old"
			  }
			}
		`, want: `
			queue.q: name = "q", lifecycle: prevent_destroy true, allow_replace true, ignore_changes [description tags], renamed_from "Old"
		`},
		{name: "null is not written", src: `
			queue "q" {
			  lifecycle {
			    prevent_destroy = null
			    allow_replace   = null
			    ignore_changes  = null
			    renamed_from    = null
			  }
			}
		`, want: `
			queue.q: name = "q"
		`},
		{name: "all attributes are ignored", src: `
			hierarchy {
			  lifecycle {
			    ignore_changes = all
			  }
			}
		`, want: `
			hierarchy: lifecycle: prevent_destroy false, allow_replace false, ignore_changes [levels], renamed_from ""
		`},
		{name: "a group of attributes is ignored", src: `
			user "u" {
			  lifecycle {
			    ignore_changes = [phone]
			  }
			}
		`, want: `
			user.u: username = "u", lifecycle: prevent_destroy false, allow_replace false, ignore_changes [phone.type phone.number phone.auto_accept phone.after_contact_work phone.persistent_connection], renamed_from ""
		`},
		{name: "one of a group is ignored", src: `
			user "u" {
			  lifecycle {
			    ignore_changes = [phone.number]
			  }
			}
		`, want: `
			user.u: username = "u", lifecycle: prevent_destroy false, allow_replace false, ignore_changes [phone.number], renamed_from ""
		`},
		{name: "a former name for each object", src: `
			queue "q" {
			  for_each = { a = "Old A", b = "" }
			  lifecycle {
			    renamed_from = each.value
			  }
			}
		`, want: `
			queue.q["a"]: name = "a", lifecycle: prevent_destroy false, allow_replace false, ignore_changes [], renamed_from "Old A"
			queue.q["b"]: name = "b"
		`},
		{name: "a switch from a variable", src: `
			variable "keep" {
			  default = true
			}
			queue "q" {
			  lifecycle {
			    prevent_destroy = var.keep
			  }
			}
		`, want: `
			main.hcl:6:23-31 CW1030 Literal value required: "prevent_destroy" decides what may be deleted, so it must be written literally: true or false.
		`},
		{name: "a switch that is a text", src: `
			queue "q" {
			  lifecycle {
			    prevent_destroy = "true"
			  }
			}
		`, want: `
			main.hcl:3:23-29 CW3002 Wrong type: "prevent_destroy" must be true or false.
		`},
		{name: "a switch that is calculated", src: `
			queue "q" {
			  lifecycle {
			    allow_replace = !false
			  }
			}
		`, want: `
			main.hcl:3:21-27 CW1030 Literal value required: "allow_replace" decides what may be deleted, so it must be written literally: true or false.
		`},
		{name: "attributes that are not a list", src: `
			queue "q" {
			  lifecycle {
			    ignore_changes = tags
			  }
			}
		`, want: `
			main.hcl:3:22-26 CW1030 Literal value required: "ignore_changes" decides what callwright manages, so it must be written literally: a list of attributes, such as [name], or all.
		`},
		{name: "attributes that are calculated", src: `
			queue "q" {
			  lifecycle {
			    ignore_changes = [for a in ["tags"] : a]
			  }
			}
		`, want: `
			main.hcl:3:22-45 CW1030 Literal value required: "ignore_changes" decides what callwright manages, so it must be written literally: a list of attributes, such as [name], or all.
		`},
		{name: "an attribute in quotes", src: `
			queue "q" {
			  lifecycle {
			    ignore_changes = ["tags"]
			  }
			}
		`, want: `
			main.hcl:3:23-29 CW2022 Attribute name required: Each member of ignore_changes must be the name of an attribute, without quotes and with nothing after it, such as name.
		`},
		{name: "an attribute that does not exist", src: `
			queue "q" {
			  lifecycle {
			    ignore_changes = [descripton]
			  }
			}
		`, want: `
			main.hcl:3:23-33 CW1021 Unsupported attribute: queue blocks have no attribute "descripton". Did you mean "description"?
		`},
		{name: "a part of an attribute", src: `
			queue "q" {
			  lifecycle {
			    ignore_changes = [tags["a"]]
			  }
			}
		`, want: `
			main.hcl:3:23-32 CW2022 Attribute name required: Each member of ignore_changes must be the name of an attribute, without quotes and with nothing after it, such as name.
		`},
		{name: "an attribute that is an object of its own", src: `
			user "u" {
			  lifecycle {
			    ignore_changes = [permission_group]
			  }
			}
		`, want: `
			main.hcl:3:23-39 CW1021 Unsupported attribute: "permission_group" is separate from the user. To leave it as it is, remove it from the block.
		`},
		{name: "a former name that is not text", src: `
			queue "q" {
			  lifecycle {
			    renamed_from = ["Old"]
			  }
			}
		`, want: `
			main.hcl:3:20-27 CW3002 Wrong type: "renamed_from" must be a string: the name that the object had before.
		`},
		{name: "a former name of what has no name", src: `
			hierarchy {
			  lifecycle {
			    renamed_from = "Old"
			  }
			}
		`, want: `
			main.hcl:3:5-17 CW1021 Unsupported attribute: An instance has only one hierarchy, and it has no name.
		`},
		{name: "a label", src: `
			queue "q" {
			  lifecycle "x" {}
			}
		`, want: `
			main.hcl:2:13-16 CW1016 Unexpected label: lifecycle blocks have no label: lifecycle { … }.
		`},
		{name: "twice", src: `
			queue "q" {
			  lifecycle {}
			  lifecycle {}
			}
		`, want: `
			main.hcl:3:3-12 CW1013 Duplicate block: Duplicate lifecycle block. The first one is at main.hcl:2; an object has only one.
		`},
		{name: "a word that is close to an attribute", src: `
			queue "q" {
			  lifecycle {
			    prevent_destory = true
			  }
			}
		`, want: `
			main.hcl:3:5-20 CW1021 Unsupported attribute: lifecycle blocks have no attribute "prevent_destory". Did you mean "prevent_destroy"?
		`},
		{name: "a block inside", src: `
			queue "q" {
			  lifecycle {
			    inner {}
			  }
			}
		`, want: `
			main.hcl:3:5-10 CW1014 Unsupported block: lifecycle blocks cannot contain a block "inner".
		`},
	})
}
