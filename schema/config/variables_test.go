package config_test

import (
	"testing"

	"github.com/callwright/callwright/schema/config"
)

// TestVariableBlocks reads the blocks that declare variables.
func TestVariableBlocks(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "no attributes", src: `
			variable "name" {}
			user "u" {
			  first_name = var.name
			}
		`, options: config.Options{Vars: []string{"name=Ada"}}, want: `
			user.u: username = "u", first_name = "Ada"
		`},
		{name: "a default", src: `
			variable "name" {
			  default = "Ada"
			}
			user "u" {
			  first_name = var.name
			}
		`, want: `
			user.u: username = "u", first_name = "Ada"
		`},
		{name: "all attributes", src: `
			variable "size" {
			  type        = number
			  default     = 30
			  description = "Seconds."
			  sensitive   = false
			  nullable    = false
			}
			user "u" {
			  phone = { after_contact_work = var.size }
			}
		`, want: `
			user.u: username = "u", phone.after_contact_work = 30
		`},
		{name: "a default is converted to the type", src: `
			variable "size" {
			  type    = string
			  default = 30
			}
			user "u" {
			  first_name = var.size
			}
		`, want: `
			user.u: username = "u", first_name = "30"
		`},
		{name: "a default that does not convert", src: `
			variable "size" {
			  type    = number
			  default = "many"
			}
		`, want: `
			main.hcl:3:13-19 CW3002 Wrong type: The default of variable "size" has the wrong type: a number is required.
		`},
		{name: "a default with one member that does not convert", src: `
			variable "sizes" {
			  type    = map(list(number))
			  default = { a = [1], b = [2, "x"] }
			}
		`, want: `
			main.hcl:3:13-38 CW3002 Wrong type: The default of variable "sizes" has the wrong type: ["b"][1]: a number is required.
		`},
		{name: "optional members have defaults", src: `
			variable "phone" {
			  type    = object({ type = optional(string, "soft"), work = number })
			  default = { work = 5 }
			}
			user "u" {
			  phone = { type = var.phone.type, after_contact_work = var.phone.work }
			}
		`, want: `
			user.u: username = "u", phone.type = "soft", phone.after_contact_work = 5
		`},
		{name: "a member that is missing", src: `
			variable "phone" {
			  type    = object({ work = number })
			  default = {}
			}
		`, want: `
			main.hcl:3:13-15 CW3002 Wrong type: The default of variable "phone" has the wrong type: attribute "work" is required.
		`},
		{name: "a type that does not exist", src: `
			variable "x" {
			  type = strng
			}
		`, want: `
			main.hcl:1:1-13 CW1103 Variable required: The variable "x" has no default. Set it with --var 'x=…', in a file for --var-file, or in environments/NAME.vars.hcl.
			main.hcl:2:10-15 CW1001 Invalid type specification: The keyword "strng" is not a valid type specification.
		`},
		{name: "a default that names something", src: `
			variable "a" {
			  default = "x"
			}
			variable "b" {
			  default = var.a
			}
		`, want: `
			main.hcl:5:13-18 CW1030 Literal value required: Only literal values are allowed here, without variables, locals, objects or functions.
		`},
		{name: "a default that calls a function", src: `
			variable "a" {
			  default = upper("x")
			}
		`, want: `
			main.hcl:2:13-23 CW1003 Function calls not allowed: Functions may not be called here.
		`},
		{name: "a description that is not text", src: `
			variable "a" {
			  default     = 1
			  description = ["x"]
			}
		`, want: `
			main.hcl:3:17-22 CW3002 Wrong type: A description must be a string.
		`},
		{name: "a switch that is none", src: `
			variable "a" {
			  default   = 1
			  sensitive = "yes"
			  nullable  = null
			}
		`, want: `
			main.hcl:3:15-20 CW3002 Wrong type: "sensitive" must be true or false.
			main.hcl:4:15-19 CW3002 Wrong type: "nullable" must be true or false.
		`},
		{name: "a word that is close to an attribute", src: `
			variable "a" {
			  defalt = 1
			}
		`, want: `
			main.hcl:1:1-13 CW1103 Variable required: The variable "a" has no default. Set it with --var 'a=…', in a file for --var-file, or in environments/NAME.vars.hcl.
			main.hcl:2:3-9 CW1021 Unsupported attribute: variable blocks have no attribute "defalt". Did you mean "default"?
		`},
		{name: "a block that is not validation", src: `
			variable "a" {
			  default = 1
			  validate {}
			}
		`, want: `
			main.hcl:3:3-11 CW1014 Unsupported block: A variable block can only contain validation blocks, not "validate".
		`},
		{name: "twice", src: `
			variable "a" {
			  default = 1
			}
			variable "a" {
			  default = 2
			}
		`, want: `
			main.hcl:4:1-13 CW1102 Duplicate variable: The variable "a" is already declared at main.hcl:1.
		`},
		{name: "no label", src: `
			variable {
			  default = 1
			}
		`, want: `
			main.hcl:1:1-9 CW1019 Invalid variable name: A variable block needs one label, the variable's name: letters, digits, _ and -, starting with a letter.
		`},
		{name: "a label that is not a name", src: `
			variable "1st" {
			  default = 1
			}
		`, want: `
			main.hcl:1:1-15 CW1019 Invalid variable name: A variable block needs one label, the variable's name: letters, digits, _ and -, starting with a letter.
		`},
		{name: "a variable that is not declared", src: `
			user "u" {
			  first_name = var.nmae
			}
			variable "name" {
			  default = "Ada"
			}
		`, want: `
			main.hcl:2:19-24 CW1101 Unknown variable: There is no variable "nmae". Did you mean "name"? Declare it with variable "nmae" {}.
		`},
		{name: "var by itself", src: `
			user "u" {
			  first_name = var
			}
		`, want: `
			main.hcl:2:16-19 CW2002 Incomplete reference: "var" is incomplete; write var.NAME.
		`},
	})
}

// TestValidation checks the values of variables by their validation blocks.
func TestValidation(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a rule that holds", src: `
			variable "size" {
			  default = 3
			  validation {
			    condition     = var.size < 5
			    error_message = "At most 4."
			  }
			}
		`, want: `
		`},
		{name: "a rule that does not hold", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition     = var.size < 5
			    error_message = "At most 4, not ${var.size}."
			  }
			}
		`, want: `
			main.hcl:1:1-16 CW1105 Invalid value for variable: At most 4, not 9.
			The validation is at main.hcl:4.
		`},
		{name: "two rules", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition     = var.size < 5
			    error_message = "At most 4."
			  }
			  validation {
			    condition     = var.size % 2 == 0
			    error_message = "Even."
			  }
			}
		`, want: `
			main.hcl:1:1-16 CW1105 Invalid value for variable: At most 4.
			The validation is at main.hcl:4.
			main.hcl:1:1-16 CW1105 Invalid value for variable: Even.
			The validation is at main.hcl:8.
		`},
		{name: "a rule may name locals and other variables", src: `
			variable "least" {
			  default = 4
			}
			locals {
			  most = var.least + 1
			}
			variable "size" {
			  default = 9
			  validation {
			    condition     = var.size >= var.least && var.size <= local.most
			    error_message = "From ${var.least} to ${local.most}."
			  }
			}
		`, want: `
			main.hcl:7:1-16 CW1105 Invalid value for variable: From 4 to 5.
			The validation is at main.hcl:10.
		`},
		{name: "a rule without a message", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition = var.size < 5
			  }
			}
		`, want: `
			main.hcl:3:3-13 CW1106 Incomplete validation: A validation block needs condition and error_message.
		`},
		{name: "a rule that is neither true nor false", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition     = var.size
			    error_message = "x"
			  }
			}
		`, want: `
			main.hcl:4:21-29 CW1107 Invalid condition: A condition must be true or false.
		`},
		{name: "a rule with a word that it does not have", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition     = true
			    error_message = "x"
			    severity      = "warning"
			  }
			}
		`, want: `
			main.hcl:6:5-13 CW1021 Unsupported attribute: validation blocks have no attribute "severity".
		`},
		{name: "a rule that cannot be evaluated", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition     = var.size > upper("x")
			    error_message = "x"
			  }
			}
		`, want: `
			main.hcl:4:32-42 CW1002 Invalid operand: Unsuitable value for right operand: a number is required.
		`},
		{name: "a message that is not text", src: `
			variable "size" {
			  default = 9
			  validation {
			    condition     = var.size < 5
			    error_message = []
			  }
			}
		`, want: `
			main.hcl:1:1-16 CW1105 Invalid value for variable: The value is not allowed, and the error message at main.hcl:5 is not a string.
			The validation is at main.hcl:4.
		`},
		{name: "a message that tells a secret", src: `
			variable "password" {
			  default   = "short"
			  sensitive = true
			  validation {
			    condition     = length(split("", var.password)) > 9
			    error_message = "${var.password} is too short."
			  }
			}
		`, want: `
			main.hcl:1:1-20 CW1105 Invalid value for variable: The value is not allowed. Its error message is sensitive.
			The validation is at main.hcl:5.
		`},
	})
}

// TestSensitive checks that nothing which people see has sensitive values.
func TestSensitive(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "an attribute", src: `
			variable "secret" {
			  default   = "x"
			  sensitive = true
			}
			user "u" {
			  first_name = var.secret
			}
		`, want: `
			main.hcl:6:16-26 CW1033 Sensitive value not allowed: "first_name" appears in plans and is written to the service, so it cannot use a sensitive variable. Use sensitive variables only in provider blocks.
		`},
		{name: "a local that a secret went into", src: `
			variable "secret" {
			  default   = "x"
			  sensitive = true
			}
			locals {
			  text = "a ${var.secret}"
			}
			user "u" {
			  tags = { a = "b", c = local.text }
			}
		`, want: `
			main.hcl:9:10-37 CW1033 Sensitive value not allowed: "tags" appears in plans and is written to the service, so it cannot use a sensitive variable. Use sensitive variables only in provider blocks.
		`},
		{name: "for_each", src: `
			variable "secret" {
			  default   = "x"
			  sensitive = true
			}
			user "u" {
			  for_each = toset([var.secret])
			}
		`, want: `
			main.hcl:6:14-33 CW1033 Sensitive value not allowed: Plans show the keys of for_each, so it cannot use a sensitive value.
		`},
		{name: "a check", src: `
			variable "secret" {
			  default   = "x"
			  sensitive = true
			}
			check "c" {
			  assert  = var.secret == "x"
			  message = "x"
			}
		`, want: `
			main.hcl:6:13-30 CW1033 Sensitive value not allowed: Plans show the assertion and the message, so they cannot use a sensitive variable.
		`},
		{name: "the callwright block", src: `
			variable "secret" {
			  default   = "x"
			  sensitive = true
			}
			callwright {
			  stack = var.secret
			}
		`, want: `
			main.hcl:6:11-21 CW1033 Sensitive value not allowed: "stack" cannot use a sensitive variable. Use sensitive variables only in provider blocks.
		`},
		{name: "a provider block may have one", src: `
			variable "secret" {
			  default   = "abc"
			  sensitive = true
			}
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = var.secret
			}
		`, want: `
			stack "support"
			provider amazonconnect: instance "abc", region "", endpoint "", path "", rates map[]
		`},
	})
}
