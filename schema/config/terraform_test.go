package config_test

import "testing"

// TestTerraformForms writes each form of Terraform in a configuration. The message says how
// it is written here.
func TestTerraformForms(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "blocks", src: `
			terraform {}
			provider "aws" {}
			data "aws_connect_instance" "this" {}
			module "x" {
			  source  = "hashicorp/x"
			  version = "1"
			}
			import {}
			moved {}
			removed {}
			ephemeral "x" "y" {}
		`, want: `
			main.hcl:1:1-10 CW1014 Unsupported block: Unknown block "terraform". Remove it: callwright has no plug-ins, and keeps no state. Its settings are in a callwright block.
			main.hcl:2:10-15 CW1208 Unknown provider: Unknown provider "aws". Write provider "amazonconnect" { instance = "…", region = "…" }. The providers are amazonconnect and local, and connectpath beside either of them.
			main.hcl:3:1-5 CW1014 Unsupported block: Unknown block "data". Remove it: refer to an object that no block describes by its name in quotes, such as hours_of_operation = "Basic Hours".
			main.hcl:5:13-26 CW1401 Invalid module source: A module is a folder beside the configuration. Its path begins with ./ or ../, such as "./modules/site".
			main.hcl:8:1-7 CW1014 Unsupported block: Unknown block "import". Remove it: callwright takes over an object that has the name in a block.
			main.hcl:9:1-6 CW1014 Unsupported block: Unknown block "moved". Remove it: a label can change without it. If the name of the object changes, write the old one in the block: lifecycle { renamed_from = "…" }.
			main.hcl:10:1-8 CW1014 Unsupported block: Unknown block "removed". To stop managing an object that stays, write a release block.
			main.hcl:11:1-10 CW1014 Unsupported block: Unknown block "ephemeral". Remove it: no value of a configuration is a secret that callwright writes.
		`},
		{name: "resources", src: `
			resource "aws_connect_queue" "sales" {}
			resource "awscc_connect_agent_status" "lunch" {}
			resource "aws_connect_user_hierarchy_group" "a" {}
			resource "aws_connect_user_hierarchy_structure" "a" {}
			resource "aws_connect_contact_flow" "a" {}
			resource "aws_connect_user" {}
			resource {}
		`, want: `
			main.hcl:1:1-9 CW1014 Unsupported block: Unknown block "resource". Write it as queue "sales" { … }, with names instead of IDs.
			main.hcl:2:1-9 CW1014 Unsupported block: Unknown block "resource". Write it as agent_status "lunch" { … }, with names instead of IDs.
			main.hcl:3:1-9 CW1014 Unsupported block: Unknown block "resource". Write it as hierarchy_group "a" { … }, with names instead of IDs.
			main.hcl:4:1-9 CW1014 Unsupported block: Unknown block "resource". Write it as hierarchy { … }.
			main.hcl:5:1-9 CW1014 Unsupported block: Unknown block "resource". callwright has no counterpart of "aws_connect_contact_flow". If other blocks need such an object, they refer to it by its name in quotes.
			main.hcl:6:1-9 CW1014 Unsupported block: Unknown block "resource". Write it as user "label" { … }, with names instead of IDs.
			main.hcl:7:1-9 CW1014 Unsupported block: Unknown block "resource". Write a block of a kind, such as queue "sales" { … }.
		`},
		{name: "attributes and inner blocks", src: `
			user "u" {
			  count                = 2
			  depends_on           = [queue.b]
			  provider             = aws.eu
			  instance_id          = "x"
			  password             = "x"
			  security_profile_ids = ["x"]
			  tags_all             = {}
			  dynamic "phone" {}
			  provisioner "x" {}
			  timeouts {}
			  lifecycle {
			    create_before_destroy = true
			    replace_triggered_by  = [queue.b]
			    precondition {}
			  }
			}
			check "c" {
			  assert {}
			  assert  = true
			  message = "x"
			}
		`, want: `
			main.hcl:2:3-8 CW1021 Unsupported attribute: user blocks have no attribute "count". To describe several objects, use for_each with a map or a set.
			main.hcl:3:3-13 CW1021 Unsupported attribute: user blocks have no attribute "depends_on". Remove it: callwright orders changes by the references between blocks.
			main.hcl:4:3-11 CW1021 Unsupported attribute: user blocks have no attribute "provider". Remove it: a configuration has one instance, which its provider block names.
			main.hcl:5:3-14 CW1021 Unsupported attribute: user blocks have no attribute "instance_id". Remove it: the provider block names the instance.
			main.hcl:6:3-11 CW1021 Unsupported attribute: user blocks have no attribute "password". A password cannot be in a file of the configuration. Use apply --initial-passwords FILE, or let users set their own.
			main.hcl:7:3-23 CW1021 Unsupported attribute: user blocks have no attribute "security_profile_ids". Write security_profiles = [security_profile.LABEL].
			main.hcl:8:3-11 CW1021 Unsupported attribute: user blocks have no attribute "tags_all". Write all tags of the object in tags.
			main.hcl:9:3-18 CW1014 Unsupported block: user blocks cannot contain a block "dynamic". Lists and tables are attributes: write a for-expression, such as queues = [for q in local.queues : { … }].
			main.hcl:10:3-18 CW1014 Unsupported block: user blocks cannot contain a block "provisioner". Remove it: callwright runs no commands.
			main.hcl:11:3-11 CW1014 Unsupported block: user blocks cannot contain a block "timeouts". Use apply --timeout.
			main.hcl:13:5-26 CW1021 Unsupported attribute: lifecycle blocks have no attribute "create_before_destroy". Remove it: callwright changes objects in place, and replaces one only with allow_replace.
			main.hcl:14:5-25 CW1021 Unsupported attribute: lifecycle blocks have no attribute "replace_triggered_by". Remove it: callwright changes objects in place, and replaces one only with allow_replace.
			main.hcl:15:5-17 CW1014 Unsupported block: lifecycle blocks cannot contain a block "precondition". Write a check block at the top of a file.
			main.hcl:19:3-9 CW1014 Unsupported block: check blocks cannot contain a block "assert". In a check block, assert and message are attributes: assert = …
		`},
		{name: "a variable as Terraform has it", src: `
			variable "lob" {
			  type        = string
			  description = "Line of business"
			  default     = "service"
			  nullable    = false
			  validation {
			    condition     = var.lob != ""
			    error_message = "The line of business is empty."
			  }
			}
			queue "q" {
			  description = var.lob
			}
		`, want: `
			queue.q: name = "q", description = "service"
		`},
	})
}
