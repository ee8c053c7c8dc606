package config_test

import (
	"testing"

	"github.com/callwright/callwright/schema/config"
)

// TestVariableValues gives values to variables in all ways that there are.
func TestVariableValues(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "no value", src: `
			variable "name" {}
		`, want: `
			main.hcl:1:1-16 CW1103 Variable required: The variable "name" has no default. Set it with --var 'name=…', in a file for --var-file, or in environments/NAME.vars.hcl.
		`},
		{name: "null where that is allowed", src: `
			variable "name" {
			  default = null
			}
			user "u" {
			  first_name = var.name
			}
		`, want: `
			user.u: username = "u"
		`},
		{name: "null where that is not allowed", src: `
			variable "name" {
			  default  = null
			  nullable = false
			}
		`, want: `
			main.hcl:1:1-16 CW1104 Variable is null: The variable "name" cannot be null.
		`},
		{name: "null falls back on the default where it is not allowed", src: `
			variable "size" {
			  type     = number
			  default  = 7
			  nullable = false
			}
			user "u" {
			  phone = { after_contact_work = var.size }
			}
		`, options: config.Options{Vars: []string{"size=null"}}, want: `
			user.u: username = "u", phone.after_contact_work = 7
		`},
		{name: "a flag is text, a number or a bool as the type says", src: `
			variable "text" {
			  type = string
			}
			variable "number" {
			  type = number
			}
			variable "bool" {
			  type = bool
			}
			user "u" {
			  first_name = "${var.text}"
			  phone      = { after_contact_work = var.number, auto_accept = var.bool }
			}
		`, options: config.Options{Vars: []string{"text=3=three", "number=4", "bool=true"}}, want: `
			user.u: username = "u", first_name = "3=three", phone.auto_accept = true, phone.after_contact_work = 4
		`},
		{name: "a flag is an expression where the type is a collection", src: `
			variable "groups" {
			  type = list(string)
			}
			user "u" {
			  security_profiles = var.groups
			}
		`, options: config.Options{Vars: []string{`groups=["Agent", "Admin"]`}}, want: `
			user.u: username = "u", security_profiles = ["Admin", "Agent"]
		`},
		{name: "a flag that is not a value of the type", src: `
			variable "on" {
			  type = bool
			}
		`, options: config.Options{Vars: []string{"on=perhaps"}}, want: `
			CW3002 Wrong type: The value of variable "on" has the wrong type: a bool is required.
		`},
		{name: "a flag whose expression cannot be parsed", src: `
			variable "groups" {
			  type = list(string)
			}
		`, options: config.Options{Vars: []string{"groups=["}}, want: `
			CW1108 Invalid --var: The value of --var groups is not a valid expression: Missing expression: Expected the start of an expression, but found the end of the file.
			main.hcl:1:1-18 CW1103 Variable required: The variable "groups" has no default. Set it with --var 'groups=…', in a file for --var-file, or in environments/NAME.vars.hcl.
		`},
		{name: "a flag whose expression names something", src: `
			variable "groups" {
			  type = list(string)
			}
		`, options: config.Options{Vars: []string{"groups=[var.a]"}}, want: `
			CW1108 Invalid --var: The value of --var groups is not a valid expression: Literal value required: Only literal values are allowed here, without variables, locals, objects or functions.
			main.hcl:1:1-18 CW1103 Variable required: The variable "groups" has no default. Set it with --var 'groups=…', in a file for --var-file, or in environments/NAME.vars.hcl.
		`},
		{name: "a flag of a variable that is not declared", src: `
			variable "team" {
			  default = "x"
			}
		`, options: config.Options{Vars: []string{"taem=y"}}, want: `
			CW1101 Unknown variable: --var sets "taem", but no variable block declares it. Did you mean "team"?
		`},
		{name: "a flag without =", src: `
			variable "team" {
			  default = "x"
			}
		`, options: config.Options{Vars: []string{"team"}}, want: `
			CW1108 Invalid --var: --var "team" has no value; write --var 'name=value'.
		`},
		{name: "a file of values", src: `
			variable "team" {}
			user "u" {
			  first_name = var.team
			}
			-- prod.vars.hcl --
			team = "prod"
		`, options: config.Options{VarFiles: []string{"prod.vars.hcl"}}, want: `
			user.u: username = "u", first_name = "prod"
		`},
		{name: "the last file of values counts", src: `
			variable "team" {}
			user "u" {
			  first_name = var.team
			}
			-- a.vars.hcl --
			team = "a"
			-- b.vars.hcl --
			team = "b"
		`, options: config.Options{VarFiles: []string{"a.vars.hcl", "b.vars.hcl"}}, want: `
			user.u: username = "u", first_name = "b"
		`},
		{name: "a flag counts more than a file", src: `
			variable "team" {}
			user "u" {
			  first_name = var.team
			}
			-- a.vars.hcl --
			team = "a"
		`, options: config.Options{Vars: []string{"team=flag"}, VarFiles: []string{"a.vars.hcl"}}, want: `
			user.u: username = "u", first_name = "flag"
		`},
		{name: "a file with a value that is not literal", src: `
			variable "team" {}
			-- a.vars.hcl --
			team = upper("a")
		`, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, want: `
			a.vars.hcl:1:8-18 CW1003 Function calls not allowed: Functions may not be called here.
			main.hcl:1:1-16 CW1103 Variable required: The variable "team" has no default. Set it with --var 'team=…', in a file for --var-file, or in environments/NAME.vars.hcl.
		`},
		{name: "a file with a value that does not convert", src: `
			variable "size" {
			  type = number
			}
			-- a.vars.hcl --

			size = "many"
		`, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, want: `
			a.vars.hcl:2:8-14 CW3002 Wrong type: The value of variable "size" has the wrong type: a number is required.
		`},
		{name: "a file with a word that is close to a variable", src: `
			variable "team" {
			  default = "x"
			}
			-- a.vars.hcl --
			taem = "y"
		`, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, want: `
			a.vars.hcl:1:1-5 CW1101 Unknown variable: There is no variable "taem". Did you mean "team"?
		`},
		{name: "a file with a block", src: `
			-- a.vars.hcl --
			team {}
		`, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, want: `
			a.vars.hcl:1:1-5 CW1015 Unexpected block: A file of variable values can only have lines of the form name = value.
		`},
		{name: "a file that cannot be parsed", src: `
			-- a.vars.hcl --
			team = 
		`, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, want: `
			a.vars.hcl:1:8-2:1 CW1002 Invalid expression: Expected the start of an expression, but found an invalid expression token.
		`},
		{name: "a file that is a folder", src: `
			-- values/a.vars.hcl --
		`, options: config.Options{VarFiles: []string{"values"}}, want: `
			CW1010 Cannot read file: Cannot read "values": it is a folder.
		`},
		{name: "a file above the root", src: `
			queue "a" {}
		`, options: config.Options{VarFiles: []string{"../a.vars.hcl"}}, want: `
			CW1010 Cannot read file: Cannot read "../a.vars.hcl": it is outside the root folder.
		`},
		{name: "the environment's file", src: `
			variable "team" {}
			user "u" {
			  first_name = "${callwright.environment} ${var.team}"
			}
			-- environments/prod.vars.hcl --
			team = "a"
			-- environments/test.vars.hcl --
			team = "b"
		`, options: config.Options{Environment: "test"}, want: `
			user.u: username = "u", first_name = "test b"
		`},
		{name: "the only environment is chosen", src: `
			variable "team" {}
			user "u" {
			  first_name = "${callwright.environment} ${var.team}"
			}
			-- environments/prod.vars.hcl --
			team = "a"
		`, want: `
			user.u: username = "u", first_name = "prod a"
		`},
		{name: "a file counts more than the environment's", src: `
			variable "team" {}
			user "u" {
			  first_name = var.team
			}
			-- environments/prod.vars.hcl --
			team = "a"
			-- b.vars.hcl --
			team = "b"
		`, options: config.Options{VarFiles: []string{"b.vars.hcl"}}, want: `
			user.u: username = "u", first_name = "b"
		`},
		{name: "a wave is no variable", src: `
			user "u" {
			  first_name = callwright.environment
			}
			-- environments/prod.vars.hcl --
			wave = 2
		`, want: `
			user.u: username = "u", first_name = "prod"
		`},
		{name: "a variable named wave", src: `
			variable "wave" {}
			user "u" {
			  first_name = var.wave
			}
			-- environments/prod.vars.hcl --
			wave = "second"
		`, want: `
			user.u: username = "u", first_name = "second"
		`},
		{name: "a wrong wave", src: `
			user "u" {}
			-- environments/prod.vars.hcl --
			wave = -1
		`, want: `
			environments/prod.vars.hcl:1:8-10 CW3002 Wrong type: A wave must be a whole number from 0 to 1000. apply changes the environments of a lower one first.
		`},
		{name: "what apply does after a failure is no variable", src: `
			user "u" {
			  first_name = callwright.environment
			}
			-- environments/prod.vars.hcl --
			on_error = "stop"
		`, want: `
			user.u: username = "u", first_name = "prod"
		`},
		{name: "a wrong word for what apply does after a failure", src: `
			user "u" {}
			-- environments/prod.vars.hcl --
			on_error = "halt"
		`, want: `
			environments/prod.vars.hcl:1:12-18 CW3002 Wrong type: on_error must be "continue" or "stop". It says what apply does after a failure in this environment.
		`},
		{name: "a wave in another file", src: `
			user "u" {}
			-- other.vars.hcl --
			wave = 1
		`, options: config.Options{VarFiles: []string{"other.vars.hcl"}}, want: `
			other.vars.hcl:1:1-5 CW1101 Unknown variable: There is no variable "wave".
		`},
		{name: "no environment is chosen", src: `
			user "u" {
			  first_name = var.nothing
			}
			-- environments/prod.vars.hcl --
			-- environments/test.vars.hcl --
		`, want: `
			CW1112 No environment chosen: Environments: prod, test. Choose one with --env.
		`},
		{name: "an environment that does not exist", src: `
			user "u" {}
			-- environments/prod.vars.hcl --
			-- environments/test.vars.hcl --
		`, options: config.Options{Environment: "prd"}, want: `
			CW1113 Unknown environment: Unknown environment "prd". Did you mean "prod"? Environments: prod, test.
		`},
		{name: "an environment where there are none", src: `
			user "u" {}
		`, options: config.Options{Environment: "prod"}, want: `
			CW1113 Unknown environment: Unknown environment "prod": environments/prod.vars.hcl does not exist.
		`},
		{name: "a member of callwright that does not exist", src: `
			user "u" {
			  first_name = callwright.env
			}
		`, want: `
			main.hcl:2:26-30 CW1111 Unknown name: Unknown name callwright.env. Did you mean callwright.environment?
		`},
	})
}
